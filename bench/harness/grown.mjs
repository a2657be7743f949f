// Databases of a given size, stored under build/bench/grown from one run to the next.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './processes.mjs';
import { adminName, password } from './shop.mjs';
import { till } from './till.mjs';

export const customerName = 'customer-1';

/** Changes with the program that fills a database. Later changes of tables are migrated by the program itself. */
function key() {
    const hash = createHash('sha256');
    for (const file of readdirSync('bench/grow').sort()) hash.update(readFileSync(join('bench/grow', file)));
    return hash.digest('hex').slice(0, 12);
}

export const folderOf = ({ products, orders }) => `build/bench/grown/${products}-${orders}-${key()}`;

export const isThere = (size) => existsSync(folderOf(size));

/** The URL of a database of that size with an admin and an account of customer 1; made if it is not there. */
export async function grownStore(size, say) {
    const folder = folderOf(size);
    const url = `sqlite:${join(folder, 'shop.db')}`;
    if (isThere(size)) return url;
    say(`making a store of ${size.products} products and ${size.orders} orders, kept in ${folder}`);
    const making = `${folder}.making`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    const file = join(making, 'shop.db');
    await till(`sqlite:${file}`, ['migrate']);
    await run(join(process.env.BENCH_PROGRAMS, 'grow'),
        [file, '--products', `${size.products}`, '--orders', `${size.orders}`], { seconds: 3600 });
    const account = ['account', 'create', '--password-stdin', '--username'];
    await till(`sqlite:${file}`, [...account, adminName, '--role', 'admin'], password);
    await till(`sqlite:${file}`, [...account, customerName, '--role', 'customer', '--customer', '1'], password);
    renameSync(making, folder);
    return url;
}

const bytesInMemory = 4 * 2 ** 30;  // as for a shop that runs for long

/** {url, stop} of the same products on a MariaDB of its own, imported if it is not there. */
export async function grownOnMariadb({ products }, say) {
    const folder = resolve(`${folderOf({ products, orders: 0 })}-mariadb`);
    mkdirSync(folder, { recursive: true });
    const mariadb = async (...args) => (await run('bench/harness/mariadb', args)).trim().split('\n');
    const [socket, url] = (await mariadb('start', folder)).slice(-2);
    const stop = () => mariadb('stop', folder);
    try {
        await mariadb('buffer', socket, `${bytesInMemory}`);
        await till(url, ['migrate']);
        if (!existsSync(join(folder, 'filled'))) await fillByImport(url, folder, products, say);
    } catch (failure) {
        await stop();
        throw failure;
    }
    return { url, stop };
}

async function fillByImport(url, folder, products, say) {
    say(`importing ${products} products into MariaDB, kept in ${folder}`);
    const file = join(folder, 'products.csv');
    await run(join(process.env.BENCH_PROGRAMS, 'grow'), ['--csv', file, '--products', `${products}`]);
    await till(url, ['import', 'products', file]);
    await till(url, ['account', 'create', '--password-stdin', '--username', adminName, '--role', 'admin'], password);
    rmSync(file);
    writeFileSync(join(folder, 'filled'), '');
}
