using static FrontDoor.App.Tests.Expression;

namespace FrontDoor.App.Tests;

/// <summary>One template file: what it declares, and the value of an expression as far as it is known before deployment.</summary>
sealed class Template
{
    readonly Dictionary<string, Expression> _known = [];

    Template(string file, IReadOnlyList<Declaration> declarations) => (File, Declarations) = (file, declarations);

    public string File { get; }
    public IReadOnlyList<Declaration> Declarations { get; }

    public static Template Read(string folder, string file)
    {
        var template = new Template(file, new Parser(file, System.IO.File.ReadAllText(Path.Combine(folder, file))).Read());
        foreach (var import in template.Declarations.OfType<Declaration.Import>())
        {
            var from = Read(folder, import.File);
            foreach (var symbol in import.Symbols)
                template._known[symbol] = from.Declarations.OfType<Declaration.Variable>().SingleOrDefault(variable => variable.Symbol == symbol && variable.Exported)?.Value
                    ?? throw new FormatException($"{file} line {import.Line}: {import.File} exports no {symbol}.");
        }
        foreach (var variable in template.Declarations.OfType<Declaration.Variable>()) template._known[variable.Symbol] = variable.Value;
        return template;
    }

    /// <summary>Every resource the template makes or refers to, those of a loop once for each item that is known.</summary>
    public IEnumerable<Made> Resources => Declarations.OfType<Declaration.Resource>().SelectMany(resource => All(resource, "", ""));

    /// <summary>Text, a number, a truth, a list, or an object by property; null where only the deployment can know.</summary>
    public object? Value(Expression expression) => Value(expression, _known);

    IEnumerable<Made> All(Declaration.Resource resource, string parent, string parentVersion)
    {
        var type = parent.Length > 0 && !resource.Type.Contains('.') ? $"{parent}/{resource.Type}" : resource.Type;
        var version = resource.ApiVersion.Length > 0 ? resource.ApiVersion : parentVersion;
        foreach (var (body, names) in Bodies(resource.Value, _known))
        {
            yield return new Made(File, type, version, resource.Existing, path => At(body, path) is { } at ? Value(at, names) : null, body);
            foreach (var nested in body.Nested.SelectMany(nested => All(nested, type, version))) yield return nested;
        }
    }

    IEnumerable<(Expression.Object, Dictionary<string, Expression>)> Bodies(Expression value, Dictionary<string, Expression> names) => value switch
    {
        Expression.Object body => [(body, names)],
        If condition => Bodies(condition.Body, names),
        For loop when Value(loop.Source, names) is List<object?> items => items.SelectMany(item => Bodies(loop.Body, With(names, loop.Item, item))),
        For loop => Bodies(loop.Body, names),
        _ => throw new FormatException($"{File}: a resource is neither an object, a condition nor a loop."),
    };

    static Expression? At(Expression body, string path)
    {
        foreach (var step in path.Split('.'))
            if (body is not Expression.Object at || (body = at.Properties.FirstOrDefault(property => property.Key == step).Value) is null) return null;
        return body;
    }

    static object? Value(Expression expression, Dictionary<string, Expression> names) => expression switch
    {
        Literal literal => literal.Value,
        Text text => Interpolated(text, names),
        Name name => names.TryGetValue(name.Of, out var known) ? Value(known, names) : null,
        List list => list.Items.Select(item => Value(item, names)).ToList(),
        Expression.Object it => it.Properties.ToDictionary(property => property.Key, property => Value(property.Value, names)),
        Member { Of: var of, Property: var property } => Value(of, names) is Dictionary<string, object?> it && it.TryGetValue(property, out var value) ? value : null,
        Call { Function: "concat" } call when call.Arguments.Select(list => Value(list, names)).ToList() is var lists && lists.All(list => list is List<object?>) =>
            lists.SelectMany(list => (List<object?>)list!).ToList(),
        Call { Function: "map", Arguments: [var source, Lambda lambda] } when Value(source, names) is List<object?> items =>
            items.Select(item => Value(lambda.Body, With(names, lambda.Parameters[0], item))).ToList(),
        _ => null,
    };

    static string? Interpolated(Text text, Dictionary<string, Expression> names)
    {
        var all = text.Parts[0];
        for (var i = 0; i < text.Between.Count; i++)
            if (Value(text.Between[i], names) is { } part) all += part + text.Parts[i + 1];
            else return null;
        return all;
    }

    static Dictionary<string, Expression> With(Dictionary<string, Expression> names, string name, object? item) => new(names) { [name] = Constant(item) };

    static Expression Constant(object? value) => value switch
    {
        List<object?> list => new List([.. list.Select(Constant)]),
        Dictionary<string, object?> it => new Expression.Object([.. it.Select(property => (property.Key, Constant(property.Value)))], []),
        string text => new Text([text], []),
        _ => new Literal(value),
    };
}

/// <summary>A resource of a template.</summary>
/// <param name="At">The value at a dotted path of its body; null where there is none or only the deployment knows it.</param>
sealed record Made(string File, string Type, string ApiVersion, bool Existing, Func<string, object?> At, Expression.Object Body)
{
    public string? Name => At("name") as string;
}
