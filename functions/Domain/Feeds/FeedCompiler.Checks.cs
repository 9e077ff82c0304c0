using System.Globalization;

namespace FrontDoor.Domain;

sealed partial class FeedCompiler
{
    static readonly string[] Schedules = ["daily", "working days", "weekly"];
    static readonly string[] Tiers = ["refuse file", "reject row", "warn"];

    void CheckColumns()
    {
        foreach (var twice in contract.Columns.GroupBy(column => column.Name).Where(same => same.Count() > 1))
            _faults.Add($"columns: '{twice.Key}' stands twice; each column has one entry.");
        var spelled = new Dictionary<string, string>();
        foreach (var column in contract.Columns)
            foreach (var name in column.Aliases.Prepend(column.Name))
                if (Spellings.Plain(name).Length == 0)
                    _faults.Add($"columns: '{column.Name}' goes by '{name}', which has no letter or digit; give it a word.");
                else if (!spelled.TryAdd(Spellings.Plain(name), column.Name) && spelled[Spellings.Plain(name)] != column.Name)
                    _faults.Add($"columns: the header '{name}' would mean '{spelled[Spellings.Plain(name)]}' and '{column.Name}'; give it to one.");
        if (contract.NaturalKey.Columns.Count == 0)
            _faults.Add("naturalKey.columns: empty; name at least one column that tells records apart.");
        if (contract.Editions.Count == 0)
            _faults.Add("editions: empty; name at least one, with the day it holds from.");
        if (contract.Clocks.Count == 0)
            _faults.Add("clocks: empty; a feed without a clock cannot be late.");
        foreach (var format in contract.Formats.Where(format => format != "csv"))
            _faults.Add($"formats: '{format}' is not a format this pipeline reads; expected csv.");
        foreach (var column in contract.Columns)
            CheckColumn(column);
    }

    void CheckLake()
    {
        var categories = contract.Columns.FirstOrDefault(column => column.Name == contract.Lake.Category)?.Codes;
        var grades = contract.Columns.FirstOrDefault(column => column.Name == contract.Lake.RiskGrade)?.Codes.Keys ?? [];
        foreach (var grade in grades.Where(grade => !Grades.ContainsKey(grade)))
            _faults.Add($"lake.riskGrade: '{contract.Lake.RiskGrade}' has the code '{grade}'; expected {string.Join(", ", Grades.Keys)}.");
        foreach (var factor in contract.Lake.Factors.Keys.Where(code => categories?.ContainsKey(code) != true))
            _faults.Add($"lake.factors: '{factor}' is no code of the category column; write one of its codes.");
    }

    void CheckColumn(Column column)
    {
        if (column.Type != ColumnType.Code && column.Codes.Count > 0)
            _faults.Add($"columns: '{column.Name}' has codes but its type is {Word(column.Type)}; make it code, or leave the codes out.");
        foreach (var (code, tier) in column.Severity)
        {
            if (Defects.Find(code) is null)
                _faults.Add($"columns: '{column.Name}' sets the severity of '{code}', which is no defect; docs/defects.md lists them.");
            if (!Tiers.Contains(tier))
                _faults.Add($"columns: '{column.Name}' sets {code} to '{tier}'; expected one of {string.Join(", ", Tiers)}.");
        }
    }

    void CheckSenders()
    {
        foreach (var twice in contract.Senders.GroupBy(sender => sender.Id).Where(same => same.Count() > 1))
            _faults.Add($"senders: '{twice.Key}' stands twice; each sender has one entry.");
    }

    void CheckExpected()
    {
        var expected = contract.Expected;
        if (!Schedules.Contains(expected.Schedule))
            _faults.Add($"expected.schedule: '{expected.Schedule}' is no schedule; expected one of {string.Join(", ", Schedules)}.");
        if (!TimeOnly.TryParseExact(expected.By, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            _faults.Add($"expected.by: '{expected.By}' is no time of day; write it as 07:00.");
        if (expected.GraceHours < 0 || expected.MinimumRows < 0)
            _faults.Add("expected: graceHours and minimumRows are 0 or more.");
    }
}
