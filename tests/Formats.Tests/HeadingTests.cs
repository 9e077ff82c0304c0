using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;
using FrontDoor.Tests;

namespace FrontDoor.Formats.Tests;

/// <summary>Headings with guidance: read where one reading is possible, refused where a clock, the key or the risk hangs on them, and let
/// be where they merely share a word.</summary>
public sealed class HeadingTests : IDisposable
{
    const string Ok = "PPN Reference,Incident Type,Risk Level,Incident Date From,Incident Date To,Child Surname,Child Forename,Child DOB";
    const string Row = "PPN/19/1,Domestic Abuse,High,04/01/2019 20:30,04/01/2019 21:00,Testcase,Ada,14/02/2012";

    readonly Premises _at = new();

    public void Dispose() => _at.Dispose();

    static readonly Feed s_police = Contracts.Shipped.Find(new FeedId("police", "domestic-abuse"))!;

    [Theory]
    [InlineData("Risk Level (please select from the list)", "in brackets")]
    [InlineData("Risk Level [DASH]", "in square brackets")]
    [InlineData("Risk Level\nHigh, Medium or Standard", "on a line below")]
    [InlineData("Risk Level\r\n(Please select)\r\nfrom the list", "on lines below")]
    [InlineData("Risk Level: High, Medium, Standard", "behind a colon")]
    [InlineData("Risk Level - H/M/S", "behind a dash")]
    [InlineData("Risk Level – H/M/S", "behind a long dash")]
    [InlineData("Risk Level. Choose one", "as a sentence")]
    [InlineData("3. Risk Level", "numbered")]
    [InlineData("3) Risk Level", "numbered")]
    [InlineData("Q3: Risk Level", "a question")]
    [InlineData("Field 3 Risk Level", "a field")]
    [InlineData("c) Risk Level", "lettered")]
    [InlineData("* Risk Level", "starred")]
    [InlineData("Risk Level*", "starred, which is no letter")]
    [InlineData("Risk Level (mandatory)", "needed")]
    [InlineData("MANDATORY: Risk Level", "needed")]
    [InlineData("Risk Level mandatory", "needed")]
    [InlineData("(Required) Risk Level", "needed")]
    [InlineData("Please select Risk Level", "asked for")]
    [InlineData("Risk (H/M/S)", "another of its names")]
    [InlineData("DASH Risk\nsee guidance note 4", "another of its names")]
    [InlineData("2. Risk Level (mandatory): High, Medium, Standard", "all of it together")]
    public void What_has_guidance_around_its_name_is_that_column(string heading, string why)
    {
        var (header, defects) = Match(Ok.Replace("Risk Level", "\u0001", StringComparison.Ordinal), heading);

        Assert.True(header.Source[s_police.Lake.RiskGrade] == 2, why);
        Assert.DoesNotContain(defects,
            defect => defect.Defect.Tier == Tier.File || defect is { Defect.Code: "HDR_COLUMN_ABSENT", Column: "Risk Level" });
    }

    [Theory]
    [InlineData("Incident Date From (dd/mm/yyyy hh:mm)", "Incident Date From")]
    [InlineData("Incident Date From dd/mm/yyyy hh:mm", "Incident Date From")]
    [InlineData("Incident Date From (UTC)", "Incident Date From")]
    [InlineData("Incident Date From in local time", "Incident Date From")]
    [InlineData("Incident Date From\nWhen did it begin?", "Incident Date From")]
    [InlineData("Incident (Date) From (start of incident)", "Incident Date From")] // brackets within the name
    [InlineData("PPN Created: date and time", "PPN Created")]
    public void A_date_with_guidance_is_that_column(string heading, string column)
    {
        var (header, defects) = Match(Ok.Replace("Incident Date From", "\u0001", StringComparison.Ordinal), heading);

        Assert.True(header.Source[s_police.Contract.PlaceOf(column)] == 3, string.Join(' ', defects));
        Assert.DoesNotContain(defects, defect => defect.Defect.Tier == Tier.File);
    }

    // What stands for a column of the file; what stands below it; why the file is refused, or what it is told
    [Theory]
    [InlineData("Incident Date To", "Incident Date To (as entered on the system)", "HDR_CLOCK_NEARLY", "the date of another event")]
    [InlineData("Incident Date To", "Incident Date To (or Reported Date)", "HDR_CLOCK_NEARLY", "two columns in one")]
    [InlineData("Incident Date To", "Previous Incident Date To", "HDR_CLOCK_NEARLY", "a word more")]
    [InlineData("Incident Date To", "Incident Date To of the offence", "HDR_CLOCK_NEARLY", "words more")]
    [InlineData("Incident Date To", "incident_date_to_utc", "HDR_CLOCK_NEARLY", "a suffix")]
    [InlineData("Incident Date To", "IncidentDateToUtc", "HDR_CLOCK_NEARLY", "the same, run together")]
    [InlineData("Incident Date To", "Incident Date To.1", "HDR_CLOCK_NEARLY", "as a data frame tells two apart")]
    [InlineData("Risk Level", "Risk Level of the child", "HDR_RISK_NEARLY", "words more")]
    [InlineData("Risk Level", "Overall Risk Level", "HDR_RISK_NEARLY", "a word more")]
    [InlineData("Risk Level", "Risk Level (suspect)", "HDR_RISK_NEARLY", "somebody else's")]
    [InlineData("PPN Reference", "PPN Reference (previous)", "HDR_KEY_MISSING", "another one's")]
    [InlineData("PPN Reference", "Force PPN Reference", "HDR_KEY_MISSING", "a word more")]
    public async Task What_may_be_a_column_that_counts_refuses_the_file_with_its_name(string column, string heading, string code,
    string why)
    {
        var result = await _at.Take(Some.Lines(Ok.Replace(column, heading, StringComparison.Ordinal), Row));

        Assert.True((result.Status, result.Refusal) == ("refused", code), $"{why}: {result.ReceiptText}");
        Assert.Contains($"'{heading}' (column {Array.IndexOf(Ok.Split(','), column) + 1}), which may be meant for it", result.ReceiptText,
            StringComparison.Ordinal);
        Assert.Contains(column, result.ReceiptText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Risk Level", "Risk Assessor", "J Example", "a name: a word is shared")]
    [InlineData("Risk Level", "Risk Level Changed", "04/01/2019 21:30", "a date, and no risk")]
    [InlineData("Risk Level", "At Risk Register", "High", "no name of the column")]
    [InlineData("Incident Date To", "Incident Date To Verified By", "J Example", "a name, and no date")]
    [InlineData("Incident Date To", "Incident Location", "Northtown", "a word is shared")]
    [InlineData("Incident Date To", "Reported By", "J Example", "a word is shared")]
    [InlineData("Incident Date To", "Incident Date Quality", "good", "a word is shared")]
    public async Task A_heading_that_merely_shares_words_is_a_column_that_is_not_known(string column, string heading, string cell,
    string why)
    {
        var row = Row.Split(',');
        row[Array.IndexOf(Ok.Split(','), column)] = cell;
        var result = await _at.Take(Some.Lines(Ok.Replace(column, heading, StringComparison.Ordinal), string.Join(',', row)));

        Assert.True((result.Status, result.Accepted) == ("committed", 1), $"{why}: {result.ReceiptText}");
        Assert.Contains($"not used: {heading}.", result.ReceiptText, StringComparison.Ordinal);
        Assert.Equal(["1"], _at.Ask($"select count(*) from rejects where code = 'HDR_COLUMN_ABSENT' and \"column\" = '{column}'"));
    }

    [Fact]
    public void Two_headings_that_mean_one_column_are_neither()
    {
        var (_, defects) = Match("PPN Reference,\u0001,Incident Date To (b),Child Surname,Child Forename,Child DOB", "Incident Date To (a)",
            fits: true);

        Assert.Contains(defects, defect => defect is { Defect.Code: "HDR_CLOCK_NEARLY", Column: "Incident Date To" });
    }

    [Fact]
    public void Guidance_changes_nothing_beside_the_agreed_name()
    {
        var (header, defects) = Match(Ok + ",\u0001", "Risk Level (as it was before)");

        Assert.Equal(2, header.Source[s_police.Lake.RiskGrade]);
        Assert.Equal(["Risk Level (as it was before)"], header.Extra);
        Assert.DoesNotContain(defects, defect => defect.Defect.Tier == Tier.File);
    }

    [Fact]
    public void Numbers_that_count_columns_number_no_children()
    {
        var names = Ok.Split(',').Select((name, at) => $"{at + 1}. {name}").ToArray();
        var (header, defects) = new ColumnMatch(s_police, new HeaderNames(s_police), 1, names).Result;

        Assert.Empty(header.Groups);
        Assert.Equal(Enumerable.Range(0, 8), Ok.Split(',').Select(name => header.Source[s_police.Contract.PlaceOf(name)]));
        Assert.DoesNotContain(defects, defect => defect.Defect.Tier == Tier.File);
        var (several, _) = new ColumnMatch(s_police, new HeaderNames(s_police),
            1, ["PPN Reference", "Incident Date To", "Child 1 Surname", "Child 1 Forename", "Child 1 DOB", "Child 2 Surname",
                "Child 2 Forename", "Child 2 DOB"]).Result;
        Assert.Equal([1, 2], several.Groups.Select(child => child.Number));
    }

    [Fact]
    public async Task Every_heading_of_every_feed_may_have_guidance_and_every_row_is_taken()
    {
        string[] guidance = ["{0} (see the notes)", "{0}\nPlease, if you can, fill this in.", "{0} - as on the form", "{0}: as on the form",
            "{0} *", "Mandatory: {0}"];
        var random = new Random(StageSeeds.New());
        foreach (var feed in Contracts.Shipped.Feeds.Where(feed => feed.Contract.Formats.Contains("csv")))
        {
            var columns = feed.OwnColumns.Where(column => column.Example is not null).ToList();
            string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            var header = columns.Select(column =>
                Quoted(string.Format(System.Globalization.CultureInfo.InvariantCulture, guidance[random.Next(guidance.Length)],
                column.Name)));
            var result = await _at.Take(
                Some.Lines(string.Join(',', header), string.Join(',', columns.Select(column => Quoted(column.Example!)))), 24 * 400,
                    $"{feed.Id.Name}.csv", $"{feed.Id.Agency}/{feed.Contract.Senders[0].Id}/{feed.Id.Name}");

            Assert.True((result.Status, result.Accepted) == ("committed", 1), $"{feed.Id}: {result.ReceiptText}");
            Assert.Equal(["0"], _at.Ask($"select count(*) from rejects where code = 'HDR_COLUMN_ABSENT' and file_id = '{result.FileId}' "
                + $"and \"column\" in ({string.Join(", ", columns.Select(column => InSql(column.Name)))})"));
            static string InSql(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
        }
    }

    [Fact]
    public async Task A_file_whose_clock_starts_from_something_else_says_so_before_any_count()
    {
        var result = await _at.Take(
            Some.Lines("PPN Reference,Incident Type,Reported Date,Child Surname,Child Forename,Child DOB",
                "PPN/19/1,Domestic Abuse,04/01/2019 21:00,Testcase,Ada,14/02/2012"));

        Assert.StartsWith("This file has no column Incident Date To or Incident Date From, so the hours are counted from Reported Date.",
            result.ReceiptText!.Split('\n')[3], StringComparison.Ordinal);
        var whole = await _at.Take(Some.Lines(Ok, Row.Replace("/1,", "/2,", StringComparison.Ordinal)), 1, "b.csv");
        Assert.DoesNotContain("so the hours were counted", whole.ReceiptText, StringComparison.Ordinal);
    }

    static (Header Header, IReadOnlyList<FileDefect> Defects) Match(string headings, string heading, bool fits = false) =>
        new ColumnMatch(s_police, new HeaderNames(s_police),
        1, [.. headings.Split(',').Select(name => name == "\u0001" ? heading : name)], (_, _) => fits).Result;
}
