using static FrontDoor.App.Tests.Expression;

namespace FrontDoor.App.Tests;

/// <summary>The names a template uses: what a compiler would refuse or warn of.</summary>
static class References
{
    static readonly HashSet<string> Namespaces = ["az", "sys"];

    /// <summary>Names used and nowhere declared, and parameters, variables and imports nowhere used.</summary>
    public static IEnumerable<string> Faults(Template template)
    {
        var declared = template.Declarations.Where(one => one is not (Declaration.Setting or Declaration.Output or Declaration.Import)).Select(one => one.Symbol)
            .Concat(template.Declarations.OfType<Declaration.Import>().SelectMany(import => import.Symbols)).ToList();
        foreach (var twice in declared.GroupBy(symbol => symbol).Where(symbol => symbol.Count() > 1)) yield return $"{template.File} declares {twice.Key} twice";

        var used = template.Declarations.SelectMany(one => Values(one)).SelectMany(value => Used(value, [])).ToList();
        foreach (var name in used.Where(name => !declared.Contains(name.Of) && !Namespaces.Contains(name.Of))) yield return $"{template.File} line {name.Line} uses {name.Of}, which is not declared";

        var mustBeUsed = template.Declarations.Where(one => one is Declaration.Parameter or Declaration.Variable { Exported: false }).Select(one => one.Symbol)
            .Concat(template.Declarations.OfType<Declaration.Import>().SelectMany(import => import.Symbols));
        foreach (var unused in mustBeUsed.Except(used.Select(name => name.Of))) yield return $"{template.File} never uses {unused}";
    }

    /// <summary>What a template hands to its modules and takes from them that they do not take or give.</summary>
    public static IEnumerable<string> Faults(Template template, Func<string, Template> open)
    {
        var modules = template.Declarations.OfType<Declaration.Module>().ToDictionary(module => module.Symbol);
        foreach (var module in modules.Values)
        {
            var takes = open(module.File).Declarations.OfType<Declaration.Parameter>().ToList();
            var given = module.Value is Expression.Object body && body.Properties.FirstOrDefault(property => property.Key == "params").Value is Expression.Object list
                ? list.Properties.Select(property => property.Key).ToList() : [];
            foreach (var unknown in given.Except(takes.Select(one => one.Symbol))) yield return $"{template.File} gives {module.File} the parameter {unknown}, which it does not have";
            foreach (var missing in takes.Where(one => one.Default is null).Select(one => one.Symbol).Except(given)) yield return $"{template.File} does not give {module.File} its parameter {missing}";
        }
        foreach (var member in template.Declarations.SelectMany(Values).SelectMany(Within).OfType<Member>())
            if (member.Of is Member { Property: "outputs", Of: Name { Of: var symbol } } && modules.TryGetValue(symbol, out var from)
                && open(from.File).Declarations.OfType<Declaration.Output>().All(output => output.Symbol != member.Property))
                yield return $"{template.File} takes {member.Property} from {from.File}, which does not give it";
    }

    static IEnumerable<Expression> Values(Declaration declaration) => declaration switch
    {
        Declaration.Parameter parameter => parameter.Default is null ? [] : [parameter.Default],
        Declaration.Variable variable => [variable.Value],
        Declaration.Resource resource => [resource.Value],
        Declaration.Module module => [module.Value],
        Declaration.Output output => [output.Value],
        Declaration.Setting setting => [setting.Value],
        _ => [],
    };

    static IEnumerable<Expression> Within(Expression expression) => expression.Children.SelectMany(Within).Prepend(expression);

    static IEnumerable<Name> Used(Expression expression, HashSet<string> bound)
    {
        if (expression is Name name) return bound.Contains(name.Of) ? [] : [name];
        HashSet<string> inner = expression switch
        {
            For loop => [.. bound, loop.Item, .. loop.Index is null ? Array.Empty<string>() : [loop.Index]],
            Lambda lambda => [.. bound, .. lambda.Parameters],
            Expression.Object { Nested: { Count: > 0 } nested } => [.. bound, .. nested.Select(one => one.Symbol)],
            _ => bound,
        };
        var inside = expression.Children.SelectMany(child => Used(child, inner));
        return expression is Expression.Object body ? inside.Concat(body.Nested.SelectMany(one => Used(one.Value, inner))) : inside;
    }
}
