@echo off
rem Called by pipeline.cmd when the built program is missing or older than its sources. Everything it says is progress.
setlocal
cd /d "%FRONT_DOOR_ROOT%"
where dotnet >nul 2>nul || (echo error: dotnet is not on the PATH& echo   expected: the .NET 10 SDK& echo   next: install it from https://dot.net, then run the command again& exit /b 1)
dotnet --version >nul 2>nul || (echo error: no .NET SDK here satisfies global.json& echo   expected: the .NET 10 SDK& echo   next: install it from https://dot.net, then run the command again& exit /b 1)
if not exist artifacts mkdir artifacts
if not exist node_modules\.package-lock.json goto npm
rem xcopy /d lists the lock file only when it is newer than the copy npm keeps
xcopy /d /l /y package-lock.json node_modules\.package-lock.json 2>nul | findstr /b "1 " >nul || goto build
:npm
where npm >nul 2>nul || (echo error: npm is not on the PATH& echo   expected: Node.js 18 or newer, with npm& echo   next: install it from https://nodejs.org, then run the command again& exit /b 1)
echo pipeline: npm ci (Azurite; once, about a minute)
call npm ci --no-audit --no-fund --loglevel=error || exit /b 1
:build
echo pipeline: building ^(about a minute^)
type nul > artifacts\.build-started
dotnet publish functions/Cli -c Release -p:RunAnalyzers=false --no-self-contained -p:PublishDir=../../artifacts/cli/ -v quiet -nologo -tl:off --disable-build-servers || exit /b 1
%1 built
