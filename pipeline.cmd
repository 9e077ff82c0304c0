@echo off
rem The one command. Builds the program when its sources changed, then runs it.
setlocal
set "FRONT_DOOR_ROOT=%~dp0."
set "exe=%~dp0artifacts\cli\FrontDoor.Cli.exe"
if exist "%exe%" "%exe%" fresh >nul 2>nul && goto run
call "%~dp0functions\Cli\Build\build.cmd" "%exe%" 1>&2 || exit /b 1
:run
"%exe%" %*
exit /b %ERRORLEVEL%
