// A custom handler that does as it is told: ANSWER says how it answers, every request goes to the file REQUESTS as a line of JSON.
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { ANSWER, REQUESTS, FUNCTIONS_CUSTOMHANDLER_PORT, FUNCTIONS_HTTPWORKER_PORT, FUNCTIONS_APP_ROOT_PATH } = process.env;
process.on('SIGTERM', () => appendFileSync(REQUESTS, JSON.stringify({ signal: 'SIGTERM' }) + '\n'));
console.log('started');
if (ANSWER === 'crash') process.exit(3);
if (ANSWER === 'end') process.exit(0);

const answers = {
  good: [200, 'application/json', '{"Outputs":{},"Logs":["a line from the app"]}'],
  empty: [200, 'application/json', ''],
  null: [200, 'application/json', 'null'],
  text: [200, 'text/plain', '{}'],
  error: [500, 'application/json', '{}'],
  logs: [200, 'application/json', '{"Logs":[{}]}'],
};

let asked = 0;
createServer((request, response) => {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString();
    if (request.url === '/' && ANSWER === 'late' && asked++ === 0) return; // never: it is asked again
    if (request.url === '/') return response.writeHead(404).end();
    appendFileSync(REQUESTS, JSON.stringify({
      url: request.url, method: request.method, headers: request.headers, body,
      ports: [FUNCTIONS_CUSTOMHANDLER_PORT, FUNCTIONS_HTTPWORKER_PORT], root: FUNCTIONS_APP_ROOT_PATH,
    }) + '\n');
    if (ANSWER === 'slow') {
      return setTimeout(() => {
        appendFileSync(REQUESTS, JSON.stringify({ answered: request.url }) + '\n');
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      }, 3000);
    }
    if (ANSWER === 'die-once' && !existsSync(REQUESTS + '.died')) {
      writeFileSync(REQUESTS + '.died', '');
      process.exit(7);
    }
    if (request.url.startsWith('/api/')) return response.writeHead(418, { 'content-type': 'text/teapot' }).end(request.method + ' ' + body);
    const [status, type, text] = answers[ANSWER] ?? answers.good;
    response.writeHead(status, { 'content-type': type }).end(text);
  });
}).listen(FUNCTIONS_CUSTOMHANDLER_PORT, '127.0.0.1');
