using System.Text;

namespace FrontDoor.Domain.Clocks;

/// <summary>How a sentence begins for each basis; a basis without a phrase of its own is its name in words.</summary>
static class StartPhrases
{
    public static byte[] For(string basis) => Encoding.ASCII.GetBytes(basis switch
    {
        "incident_end" => "Incident ended",
        "incident_start" => "Incident began",
        "reported" => "Reported",
        "ppn_created" => "Notification written",
        "referral_created" => "Referral written",
        "attendance" => "Attended",
        "concern" => "Concern raised",
        _ => Plain(basis),
    });

    /// <summary>The same within a sentence: "decision made".</summary>
    public static byte[] Lower(string basis)
    {
        var phrase = For(basis);
        phrase[0] = (byte)char.ToLowerInvariant((char)phrase[0]);
        return phrase;
    }

    static string Plain(string basis)
    {
        var words = basis.Replace('_', ' ').Trim();
        return words.Length == 0 ? "Started" : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
