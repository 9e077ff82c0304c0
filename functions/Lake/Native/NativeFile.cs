using System.Reflection;
using System.Runtime.InteropServices;

namespace FrontDoor.Lake;

/// <summary>Where DuckDB's native library lies: beside the program, put there by the build.</summary>
static class NativeFile
{
    static string Name =>
        OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    internal static nint Load(string library, Assembly assembly, DllImportSearchPath? search)
    {
        if (library != "duckdb")
            return 0;
        var path = Path.Combine(AppContext.BaseDirectory, Name);
        return File.Exists(path)
            ? NativeLibrary.Load(path)
            : throw new DllNotFoundException(
                $"{path} is missing, so no Parquet can be read or written. Run npm ci, then build or publish again (for another platform with -p:DuckDbPlatform).");
    }
}
