using System.Globalization;
using System.Text;

namespace FrontDoor.Cli.Bench;

/// <summary>A police file of any size, always the same for the same number of rows: about 320 bytes a row, quoted narratives over several
/// lines, some bad values.</summary>
static class BenchFile
{
    const int Seed = 20190104;

    /// <summary>Every column of police/domestic-abuse in the contract's order, with its DuckDB type.</summary>
    public static readonly IReadOnlyList<(string Name, string Type)> Columns =
    [
        ("PPN Reference", "VARCHAR"), ("PPN Version", "INTEGER"), ("Occurrence Reference", "VARCHAR"), ("Incident Type", "VARCHAR"),
            ("Risk Level", "VARCHAR"),
        ("Incident Date From", "TIMESTAMP"), ("Incident Date To", "TIMESTAMP"), ("Reported Date", "TIMESTAMP"), ("PPN Created",
            "TIMESTAMP"),
        ("PPN Reviewed", "TIMESTAMP"), ("Date Shared", "TIMESTAMP"), ("Child Reference", "VARCHAR"), ("Child Surname", "VARCHAR"),
            ("Child Forename", "VARCHAR"),
        ("Child DOB", "DATE"), ("Child Gender", "VARCHAR"), ("Ethnicity", "VARCHAR"), ("Address", "VARCHAR"), ("Postcode", "VARCHAR"),
            ("Child Present", "VARCHAR"),
        ("School Name", "VARCHAR"), ("School URN", "INTEGER"), ("Encompass Sent Date", "TIMESTAMP"), ("Narrative", "VARCHAR"), ("LA Code",
            "VARCHAR"),
        ("Status", "VARCHAR"), ("Last Updated", "TIMESTAMP"),
    ];

    static readonly string[] s_surnames = ["Testcase", "Sample", "Example", "Placeholder", "O'Invented", "Made-Up", "Fictional"];
    static readonly string[] s_forenames = ["Ada", "Ben", "Cleo", "Dev", "Elif", "Finn", "Gwen", "Hugo", "Ines", "Joel"];
    static readonly string[] s_types = ["Domestic Abuse", "Domestic Abuse", "Relevant Crime", "Child Concern", "Neglect"];
    static readonly string[] s_risks = ["High", "Medium", "Medium", "Standard", "Standard", ""];
    static readonly string[] s_words = ["officers", "attended", "address", "verbal", "argument", "child", "present", "upstairs",
        "neighbour",
        "called", "no", "injuries", "seen", "safe"];

    /// <summary>The moment the whole file counts as received: some days after its last incident.</summary>
    public const string Received = "2019-03-04T09:00:00Z";

    /// <summary>Writes the file if it does not exist.</summary>
    public static async Task<FileInfo> At(string path, int rows, CancellationToken cancel)
    {
        if (File.Exists(path)) return new FileInfo(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var written = path + ".part";
        await using (var to = new StreamWriter(written, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\r\n" })
        {
            await to.WriteLineAsync(string.Join(',', Columns.Select(column => column.Name)));
            var random = new Random(Seed);
            for (var row = 1; row <= rows; row++)
            {
                if (row % 10_000 == 0) cancel.ThrowIfCancellationRequested();
                Row(to, random, row);
            }
        }

        File.Move(written, path, overwrite: true);
        return new FileInfo(path);
    }

    static void Row(StreamWriter to, Random random, int row)
    {
        var from = new DateTime(2019, 1, 1).AddMinutes(random.Next(60 * 24 * 60));
        var until = from.AddMinutes(random.Next(120));
        var reported = until.AddMinutes(random.Next(300));
        var created = reported.AddMinutes(random.Next(900));
        var reviewed = created.AddMinutes(random.Next(2000));
        var shared = reviewed.AddMinutes(random.Next(4000));
        var bad = random.Next(500);
        to.Write(string.Create(CultureInfo.InvariantCulture,
            $"PPN/19/{row:0000000},1,99/{row:0000000}/19,{Of(random, s_types)},"
                + $"{(bad == 0 ? "Severe" : Of(random, s_risks))},{Moment(from)},{Moment(until)},{Moment(reported)},"));
        to.Write(string.Create(CultureInfo.InvariantCulture,
            $"{Moment(created)},{Moment(reviewed)},{Moment(shared)},N{random.Next(1, 400_000):0000000},"
                + $"{Of(random, s_surnames)},{Of(random, s_forenames)},{Day(random)},"));
        to.Write(string.Create(CultureInfo.InvariantCulture,
            $"{(random.Next(2) == 0 ? "M" : "F")},W{random.Next(1, 4)},\"{random.Next(1, 200)} Sample Street, Northtown\",ZZ99 "
                + $"{random.Next(1, 10)}VZ,{(random.Next(3) == 0 ? "N" : "Y")},"));
        to.Write(string.Create(CultureInfo.InvariantCulture,
            $"Northtown Primary,{999_000 + random.Next(60)},{(random.Next(3) == 0 ? Moment(created.AddHours(3)) : "")},"));
        Narrative(to, random);
        to.WriteLine($",999,{(random.Next(8) == 0 ? "Update" : "New")},{Moment(reviewed)}");
    }

    static void Narrative(StreamWriter to, Random random)
    {
        to.Write('"');
        for (var words = random.Next(4, 12); words > 0; words--)
        {
            to.Write(Of(random, s_words));
            to.Write(random.Next(40) switch { 0 => ", \"\"quoted\"\" ", 1 => ".\n", _ => " " });
        }

        to.Write("end.\"");
    }

    static string Of(Random random, string[] words) => words[random.Next(words.Length)];

    static string Moment(DateTime at) => at.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    static string Day(Random random) =>
        new DateTime(2003, 1, 1).AddDays(random.Next(5800)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
