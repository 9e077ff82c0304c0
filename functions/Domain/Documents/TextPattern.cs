namespace FrontDoor.Domain.Documents;

/// <summary>How texts of a document are written, as regular expressions.</summary>
public static class TextPattern
{
    /// <summary>A name that can be a folder's, such as northshire-police.</summary>
    public const string FolderName = "^[a-z][a-z0-9-]*$";

    /// <summary>A word in a column of the lake, such as incident_end.</summary>
    public const string LakeWord = "^[a-z][a-z_]*$";

    /// <summary>A council's code of three digits.</summary>
    public const string LaCode = "^[0-9]{3}$";

    /// <summary>A local time of day, such as 08:30.</summary>
    public const string TimeOfDay = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    /// <summary>A factor of the Children in Need census, such as 3A.</summary>
    public const string CensusFactor = "^[0-9]{1,2}[A-F]?$";
}
