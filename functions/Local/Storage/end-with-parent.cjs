// Azurite ends when the program that started it does: their pipe closes however that program ended.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
