namespace FrontDoor.Cli.Answers;

/// <summary>The formats of an answer.</summary>
enum AnswerFormat
{
    Table,
    Csv,
    Json,
    Xlsx,
}
