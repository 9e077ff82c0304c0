namespace FrontDoor.Cli.Answers;

/// <summary>How an answer is written.</summary>
enum AnswerFormat
{
    Table,
    Csv,
    Json,
    Xlsx,
}
