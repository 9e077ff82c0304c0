using System.Globalization;
using System.Text;
using static FrontDoor.App.Tests.Expression;

namespace FrontDoor.App.Tests;

/// <summary>Reads the Bicep that infra is written in: enough of the language to know every resource, name and reference, and strict about the rest.</summary>
sealed class Parser(string file, string text)
{
    static readonly string[][] Signs = [["||"], ["&&"], ["??"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];

    int _at;
    bool _newLine;

    public IReadOnlyList<Declaration> Read()
    {
        var all = new List<Declaration>();
        for (Skip(); _at < text.Length; Skip()) all.Add(Declare());
        return all;
    }

    int Line => text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n') + 1;

    Declaration Declare()
    {
        var decorators = new List<Call>();
        while (Take("@")) decorators.Add(Postfix() as Call ?? throw Fault("a decorator"));
        var (line, word) = (Line, Word());
        switch (word)
        {
            case "metadata": return new Declaration.Setting(Word(), Assigned(), line);
            case "targetScope": return new Declaration.Setting(word, Assigned(), line);
            case "using": return new Declaration.Setting(word, Expression(), line);
            case "import": return Import(line);
            case "param": return Parameter(decorators, line);
            case "var": return new Declaration.Variable(Word(), Assigned(), decorators.Any(decorator => decorator.Function == "export"), line);
            case "output": { var symbol = Word(); Word(); return new Declaration.Output(symbol, Assigned(), line); }
            case "module": { var symbol = Word(); return new Declaration.Module(symbol, Plain(), Assigned(), line); }
            case "resource": return Resource(line);
            default: throw Fault("a declaration");
        }
    }

    Declaration.Import Import(int line)
    {
        var symbols = new List<string>();
        for (Need("{"); !Take("}"); Take(",")) symbols.Add(Word());
        if (Word() != "from") throw Fault("from");
        return new(symbols, Plain(), line);
    }

    Declaration.Parameter Parameter(List<Call> decorators, int line)
    {
        var symbol = Word();
        var type = Peek("=") ? "" : Word(); // a parameters file gives values, not types
        return new(symbol, type, Peek("=") ? Assigned() : null, decorators.Any(decorator => decorator.Function == "secure"), line);
    }

    Declaration.Resource Resource(int line)
    {
        var symbol = Word();
        var type = Plain().Split('@');
        var existing = !Peek("=") && Word() == "existing";
        return new(symbol, type[0], type.Length > 1 ? type[1] : "", existing, Assigned(), line);
    }

    Expression Assigned()
    {
        Need("=");
        return Peek("if") && Word() == "if" ? new If(Parenthesised(), Expression()) : Expression();
    }

    Expression Expression()
    {
        var condition = Binary(0);
        if (!Take("?")) return condition;
        var yes = Expression();
        Need(":");
        return new Operation("?:", [condition, yes, Expression()]);
    }

    Expression Binary(int level)
    {
        if (level == Signs.Length) return Unary();
        var left = Binary(level + 1);
        while (Signs[level].FirstOrDefault(Take) is { } sign) left = new Operation(sign, [left, Binary(level + 1)]);
        return left;
    }

    Expression Unary() =>
        Take("!") ? new Operation("!", [Unary()])
        : Take("-") ? new Operation("-", [Unary()])
        : Postfix();

    Expression Postfix()
    {
        var value = Primary();
        while (true)
        {
            if (Take("::") || Take(".?")) value = new Member(value, Word());
            else if (Take(".")) value = Called(value, Word());
            else if (!_newLine && Peek("[") && Take("[")) { value = new Indexed(value, Expression()); Need("]"); }
            else return value;
        }
    }

    Expression Called(Expression? on, string name) =>
        Peek("(") && !_newLine ? new Call(on, name, Arguments()) : on is null ? new Name(name, Line) : new Member(on, name);

    Expression Primary()
    {
        if (Peek("'")) return Quoted();
        if (Peek("{")) return Braces();
        if (Peek("[")) return Brackets();
        if (Peek("(")) return Parenthesised();
        if (_at < text.Length && char.IsAsciiDigit(text[_at])) return new Literal(long.Parse(While(char.IsAsciiDigit), CultureInfo.InvariantCulture));
        var word = Word();
        if (Take("=>")) return new Lambda([word], Expression());
        return word switch
        {
            "true" => new Literal(true),
            "false" => new Literal(false),
            "null" => new Literal(null),
            _ => Called(null, word),
        };
    }

    Expression.Object Braces()
    {
        var (properties, nested) = (new List<(string, Expression)>(), new List<Declaration.Resource>());
        for (Need("{"); !Take("}"); Take(","))
        {
            var line = Line;
            var key = Peek("'") ? ((Text)Quoted()) is { Between: [] } plain ? plain.Parts[0] : "*" : Word();
            if (key == "resource" && !Peek(":")) nested.Add(Resource(line));
            else { Need(":"); properties.Add((key, Expression())); }
        }
        return new Expression.Object(properties, nested);
    }

    Expression Brackets()
    {
        Need("[");
        if (Peek("for") && Word() == "for") return Loop();
        var items = new List<Expression>();
        for (; !Take("]"); Take(",")) items.Add(Expression());
        return new List(items);
    }

    For Loop()
    {
        string item, index = "";
        if (Take("(")) { item = Word(); Need(","); index = Word(); Need(")"); }
        else item = Word();
        if (Word() != "in") throw Fault("in");
        var source = Expression();
        Need(":");
        var loop = new For(item, index.Length > 0 ? index : null, source, Expression());
        Need("]");
        return loop;
    }

    Expression Parenthesised()
    {
        Need("(");
        var inside = Expression();
        Need(")");
        return inside;
    }

    List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        for (Need("("); !Take(")"); Take(",")) arguments.Add(Expression());
        return arguments;
    }

    Text Quoted()
    {
        var (parts, between, part) = (new List<string>(), new List<Expression>(), new StringBuilder());
        for (_at++; Here != '\'';)
            if (Here == '\\') { part.Append(text[_at + 1] is 'n' ? '\n' : text[_at + 1]); _at += 2; }
            else if (Here == '$' && text[_at + 1] == '{')
            {
                parts.Add(part.ToString());
                part.Clear();
                _at += 2;
                between.Add(Expression());
                Skip();
                if (Here != '}') throw Fault("}");
                _at++;
            }
            else part.Append(text[_at++]);
        _at++;
        return new Text([.. parts, part.ToString()], between);
    }

    string Plain() => Peek("'") && Quoted() is { Between: [] } plain ? plain.Parts[0] : throw Fault("a plain string");

    char Here => _at < text.Length && text[_at] != '\n' ? text[_at] : throw Fault("the end of the string");

    string Word()
    {
        Skip();
        var word = While(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return word.Length > 0 ? word : throw Fault("a name");
    }

    string While(Func<char, bool> of)
    {
        var from = _at;
        while (_at < text.Length && of(text[_at])) _at++;
        return text[from.._at];
    }

    bool Peek(string sign)
    {
        Skip();
        return text.AsSpan(_at).StartsWith(sign) && (!char.IsLetter(sign[0]) || _at + sign.Length >= text.Length || !char.IsLetterOrDigit(text[_at + sign.Length]));
    }

    bool Take(string sign)
    {
        if (!Peek(sign) || (sign is "<" or ">" or "!" or "=" && text[_at..].StartsWith(sign + "=")) || (sign == "?" && text[_at..].StartsWith("??"))) return false;
        _at += sign.Length;
        return true;
    }

    void Need(string sign)
    {
        if (!Take(sign)) throw Fault($"'{sign}'");
    }

    void Skip()
    {
        _newLine = false;
        while (_at < text.Length)
            if (text[_at] == '\n') { _newLine = true; _at++; }
            else if (char.IsWhiteSpace(text[_at])) _at++;
            else if (text.AsSpan(_at).StartsWith("//")) _at = text.IndexOf('\n', _at) is var end and >= 0 ? end : text.Length;
            else return;
    }

    FormatException Fault(string expected) => new($"{file} line {Line}: expected {expected}, found '{text[Math.Min(_at, text.Length)..Math.Min(_at + 20, text.Length)].Split('\n')[0]}'.");
}
