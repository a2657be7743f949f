// Starts programs and ends them, whatever happens: every one that runs on is in the file `pids` of the run's folder,
// which script/bench looks into when it ends.
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

let pidsFile;
const running = new Set();

export function keepPidsIn(file) {
    pidsFile = file;
}

function remember(child) {
    appendFileSync(pidsFile, `${child.pid}\n`);
    running.add(child);
    child.on('exit', () => running.delete(child));
}

export function endAll(signal = 'SIGTERM') {
    for (const child of running) child.kill(signal);
}

const endOf = (child) =>
    new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        else child.on('exit', resolve);
    });

/** Runs a program to its end and gives what it printed; throws what it said where it fails. */
export function run(program, args, { input, env, seconds = 600 } = {}) {
    return new Promise((resolve, reject) => {
        const child = spawn(program, args, { env: { ...process.env, ...env } });
        remember(child);
        let output = '';
        let complaint = '';
        const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
        child.stdout.on('data', (data) => (output += data));
        child.stderr.on('data', (data) => (complaint = (complaint + data).slice(-4000)));
        child.on('error', reject);
        child.on('close', (code, signal) => {
            clearTimeout(timer);
            if (code === 0) resolve(output);
            else reject(new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}\n${complaint}`));
        });
        child.stdin.on('error', () => {});
        child.stdin.end(input ?? '');
    });
}

/** Starts a program in the background, its output stored in `log`. */
export function start(program, args, { env, log }) {
    const file = openSync(log, 'a');
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', file] });
    closeSync(file);
    remember(child);
    return {
        pid: child.pid,
        child,
        /** The first line of its output that matches. */
        line(pattern) {
            return new Promise((resolve, reject) => {
                createInterface({ input: child.stdout }).on('line', (text) => pattern.test(text) && resolve(text));
                child.on('exit', () => reject(new Error(`${program} has ended:\n${lastOf(log)}`)));
                child.on('error', reject);
            });
        },
        /** Waits until it ends by itself; throws where that is a failure. */
        async ended() {
            await endOf(child);
            if (child.exitCode !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${lastOf(log)}`);
        },
        async stop(signal = 'SIGTERM') {
            child.stdin.end();
            child.kill(signal);
            await endOf(child);
        },
    };
}

const lastOf = (file) => readFileSync(file, 'utf8').split('\n').slice(-15).join('\n');

export const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

export function freePort() {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.on('error', reject);
        server.listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}
