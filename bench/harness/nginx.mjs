// One nginx worker: the limit of responses from memory.
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { freePort, sleep, start } from './processes.mjs';

/** `location` is the text of one location block that handles every request. */
const configuration = (folder, port, location) => `
user ${process.getuid() === 0 ? 'root' : process.env.USER};
worker_processes 1;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    keepalive_timeout 75s;
    default_type application/json;
    ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`).join(' ')}
    open_file_cache max=16 inactive=1h;
    open_file_cache_valid 1h;
    server {
        listen 127.0.0.1:${port} backlog=4096;
        root ${folder}/files;
        location / { ${location} }
    }
}
`;

const answers = (port) =>
    new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1');
        socket.on('connect', () => socket.destroy() && resolve(true));
        socket.on('error', () => resolve(false));
    });

async function startNginx(folder, location) {
    mkdirSync(join(folder, 'files'), { recursive: true });
    const port = await freePort();
    writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, location));
    const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
    const server = start('nginx', args, { env: { PATH: `${process.env.PATH}:/usr/sbin` }, log: join(folder, 'log') });
    for (let attempt = 0; !(await answers(port)); ++attempt) {
        if (attempt === 100) throw new Error(`nginx does not start: see ${folder}`);
        await sleep(0.05);
    }
    return { ...server, url: `http://127.0.0.1:${port}` };
}

const constant = (length) => 'x'.repeat(length);

/** Answers every request with the same bytes from its configuration. */
export const nginxConstant = (folder, length) => startNginx(folder, `return 200 "${constant(length)}";`);

/** Answers every request with the same file. */
export function nginxFile(folder, length) {
    mkdirSync(join(folder, 'files'), { recursive: true });
    writeFileSync(join(folder, 'files', 'constant'), constant(length));
    return startNginx(folder, 'try_files /constant =404;');
}

/** Answers every request with the same file, which is there as gzip beside itself. */
export function nginxGzip(folder, zipped) {
    mkdirSync(join(folder, 'files'), { recursive: true });
    writeFileSync(join(folder, 'files', 'constant'), gunzipSync(zipped));
    writeFileSync(join(folder, 'files', 'constant.gz'), zipped);
    return startNginx(folder, 'gzip_static on; try_files /constant =404;');
}
