using System.Security.Cryptography;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Folders;

/// <summary>The pseudonym key of a folder: restricted/pseudonym.key, created once, readable only by its owner.</summary>
static class FolderKey
{
    const int Bytes = 32;
    const int Version = 1;

    /// <summary>The file that holds it.</summary>
    public static string PathOf(string root) => Path.Combine(root, Containers.Restricted, "pseudonym.key");

    public static Pseudonyms Open(string root) => new(Read(root), Version);

    /// <summary>The key in the form of the app's setting <c>PseudonymKey</c>.</summary>
    public static string Base64(string root) => Convert.ToBase64String(Read(root));

    static byte[] Read(string root)
    {
        var path = PathOf(root);
        if (!File.Exists(path) && LakeFolder.RemembersFiles(root))
            throw new CliException($"{path} is not there, and files were processed in this folder before",
                "the key they were processed with", "restore it from a copy: with a new key no record and no file would be "
                    + "recognised. To begin anew, use an empty folder");
        if (!File.Exists(path)) Create(path);
        try
        {
            return Convert.FromBase64String(File.ReadAllText(path).Trim());
        }
        catch (FormatException)
        {
            throw new CliException($"{path} is not a key", "32 bytes in base64, as this program writes them",
                "restore the file from a copy: a new key would change every pseudonym");
        }
    }

    static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var written = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(written, options))
        {
            file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        }

        try
        {
            File.Move(written, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(written); // another run made it first: that key is used
        }
    }
}
