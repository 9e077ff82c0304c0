using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>A sheet of a workbook, its rows read as they are asked for.</summary>
/// <param name="Rows">Only those the workbook holds, in order; a row that is missing is empty.</param>
sealed record Sheet(string Name, bool IsHidden, IEnumerable<SheetRow> Rows);

/// <summary>A row of a sheet: its number there, and the cells up to the last that holds anything. Good until the next is read.</summary>
readonly record struct SheetRow(int Place, ArraySegment<string?> Cells);

/// <summary>A workbook being read.</summary>
sealed record SheetBook(DateSystem Dates, IEnumerable<Sheet> Sheets);
