// The program under test.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { run, start } from './processes.mjs';

export const program = process.env.BENCH_TILL;

/** What differs from config/till.toml in every figure. */
export const settings = { TILL_LIMITS_DEFAULT: '1000000000 per day' };

const secret = 'only-for-the-bench-only-for-the-bench';

export function environment(url, changes = {}) {
    return {
        TILL_SERVER_LISTEN: '127.0.0.1:0',
        TILL_SERVER_MANAGEMENT: '',
        TILL_TOKENS_SECRET: secret,
        TILL_DATABASE_URL: url,
        ...settings,
        ...changes,
    };
}

/** till COMMAND on a database. */
export const till = (url, args, input) =>
    run(program, ['--config', 'config/till.toml', ...args], { env: environment(url), input, seconds: 1800 });

/** till serve on a database, ready when this returns. */
export async function serve(url, log, changes = {}) {
    const server = start(program, ['--config', 'config/till.toml', 'serve'], { env: environment(url, changes), log });
    const line = await server.line(/^listening on /);
    return { ...server, url: line.replace('listening on ', '').trim() };
}

/** One call of the API: the response's JSON; throws unless its status is `status`. */
export function call(server, method, path, { token, body, status = 200, seconds = 60 } = {}) {
    return new Promise((resolve, reject) => {
        const headers = { 'Content-Type': 'application/json' };
        if (token) headers.Authorization = `Bearer ${token}`;
        const sent = request(`${server.url}/api/v1${path}`, { method, headers }, (answer) => {
            let text = '';
            answer.setEncoding('utf8');
            answer.on('data', (part) => (text += part));
            answer.on('end', () => {
                if (answer.statusCode === status) resolve(text && JSON.parse(text));
                else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 500)}`));
            });
        });
        sent.on('error', reject);
        sent.setTimeout(seconds * 1000, () => sent.destroy(new Error(`${method} ${path}: no answer in ${seconds} s`)));
        sent.end(body ? JSON.stringify(body) : undefined);
    });
}

/** The bytes of a GET as they come with Accept-Encoding: gzip; throws unless they are gzip. */
export function fetchGzip(server, path, token) {
    return new Promise((resolve, reject) => {
        const headers = { Authorization: `Bearer ${token}`, 'Accept-Encoding': 'gzip' };
        const sent = request(`${server.url}${path}`, { headers }, (answer) => {
            const parts = [];
            answer.on('data', (part) => parts.push(part));
            answer.on('end', () => {
                if (answer.headers['content-encoding'] === 'gzip') resolve(Buffer.concat(parts));
                else reject(new Error(`GET ${path}: ${answer.statusCode}, and no gzip`));
            });
        });
        sent.on('error', reject);
        sent.end();
    });
}

export async function signIn(server, username, password) {
    return (await call(server, 'POST', '/login', { body: { username, password } })).auth_token;
}

/** Resident memory in megabytes: all of it, and the share of it where pages are shared. */
export function memoryOf(pid) {
    const kilobytes = (file, name) =>
        Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))[1]);
    return { rss: kilobytes('status', 'VmRSS') / 1024, pss: kilobytes('smaps_rollup', 'Pss') / 1024 };
}
