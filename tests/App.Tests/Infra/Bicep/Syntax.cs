namespace FrontDoor.App.Tests;

/// <summary>An expression of a template.</summary>
abstract record Expression
{
    Expression() { }

    /// <summary>A string: its literal parts and, between them, what is interpolated.</summary>
    public sealed record Text(IReadOnlyList<string> Parts, IReadOnlyList<Expression> Between) : Expression;
    public sealed record Literal(object? Value) : Expression;
    public sealed record Name(string Of, int Line) : Expression;
    public sealed record Object(IReadOnlyList<(string Key, Expression Value)> Properties, IReadOnlyList<Declaration.Resource> Nested) : Expression;
    public sealed record List(IReadOnlyList<Expression> Items) : Expression;
    public sealed record For(string Item, string? Index, Expression Source, Expression Body) : Expression;
    public sealed record If(Expression Condition, Expression Body) : Expression;
    public sealed record Call(Expression? On, string Function, IReadOnlyList<Expression> Arguments) : Expression;
    public sealed record Member(Expression Of, string Property) : Expression;
    public sealed record Indexed(Expression Of, Expression At) : Expression;

    /// <summary>A unary, binary or ternary operation.</summary>
    public sealed record Operation(string Sign, IReadOnlyList<Expression> Operands) : Expression;
    public sealed record Lambda(IReadOnlyList<string> Parameters, Expression Body) : Expression;

    /// <summary>The expressions directly inside this one.</summary>
    public IEnumerable<Expression> Children => this switch
    {
        Text text => text.Between,
        Literal or Name => [],
        Object it => it.Properties.Select(property => property.Value),
        List list => list.Items,
        For loop => [loop.Source, loop.Body],
        If condition => [condition.Condition, condition.Body],
        Call call => call.On is null ? call.Arguments : [call.On, .. call.Arguments],
        Member member => [member.Of],
        Indexed indexed => [indexed.Of, indexed.At],
        Operation operation => operation.Operands,
        Lambda lambda => [lambda.Body],
        _ => throw new InvalidOperationException($"No such expression: {GetType().Name}."),
    };
}

/// <summary>What stands at the top of a template, or inside a resource.</summary>
abstract record Declaration(string Symbol, int Line)
{
    public sealed record Parameter(string Symbol, string Type, Expression? Default, bool Secure, int Line) : Declaration(Symbol, Line);
    public sealed record Variable(string Symbol, Expression Value, bool Exported, int Line) : Declaration(Symbol, Line);
    public sealed record Resource(string Symbol, string Type, string ApiVersion, bool Existing, Expression Value, int Line) : Declaration(Symbol, Line);
    public sealed record Module(string Symbol, string File, Expression Value, int Line) : Declaration(Symbol, Line);
    public sealed record Output(string Symbol, Expression Value, int Line) : Declaration(Symbol, Line);
    public sealed record Import(IReadOnlyList<string> Symbols, string File, int Line) : Declaration(File, Line);

    /// <summary>metadata, targetScope and using: a setting of the file itself.</summary>
    public sealed record Setting(string Symbol, Expression Value, int Line) : Declaration(Symbol, Line);
}
