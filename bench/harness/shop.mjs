// Stores to measure on: their products, customers and accounts.
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { call, serve, signIn, till } from './till.mjs';

export const productCount = 10_000;
export const customerCount = 64;
export const clientCount = 16; // that differ in the requests of bench/load
export const adminName = 'bench-admin';
export const password = 'bench password';

const colours = ['red', 'green', 'blue', 'black', 'white', 'yellow', 'silver'];
const things = ['kettle', 'lamp', 'chair', 'mug', 'blanket', 'clock', 'basket', 'shelf', 'mirror', 'rug', 'vase'];

/** A row of products.csv. */
export function productRow(number) {
    const colour = colours[number % colours.length];
    const thing = things[number % things.length];
    const price = `${5 + (number % 200)}.${String(number % 100).padStart(2, '0')}`;
    const description = `A ${colour} ${thing} for the house and the garden, made to last, number ${number}.`;
    return `SKU-${1_000_000 + number},${colour} ${thing} ${number},"${description}",${thing}s,${price},100000000,` +
        `https://images.example.com/${number}.jpg`;
}

export const productHeader = 'sku,name,description,category,price,stock,image_url';

/** A file of a header and rows made by number, from 1. */
export async function writeRows(file, header, count, row) {
    const stream = createWriteStream(file);
    stream.write(`${header}\n`);
    for (let number = 1; number <= count; ++number) {
        if (!stream.write(`${row(number)}\n`)) await once(stream, 'drain');
    }
    stream.end();
    await finished(stream);
}

const productsCsv = () =>
    [productHeader, ...Array.from({ length: productCount }, (_, index) => productRow(index + 1))].join('\n') + '\n';

const customersCsv = () =>
    ['name,email,phone', ...Array.from({ length: customerCount }, (_, index) =>
        `Customer ${index + 1},customer-${index + 1}@example.com,+44 20 7946 0${String(index).padStart(3, '0')}`)]
        .join('\n') + '\n';

/** Products and customers, without accounts. */
export async function fillStore(folder, url) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'products.csv'), productsCsv());
    writeFileSync(join(folder, 'customers.csv'), customersCsv());
    await till(url, ['migrate']);
    await till(url, ['import', 'products', join(folder, 'products.csv')]);
    await till(url, ['import', 'customers', join(folder, 'customers.csv')]);
}

/** Calls `work` with 0 to count - 1, eight at a time. */
async function eachOf(count, work) {
    let next = 0;
    const worker = async () => {
        while (next < count) await work(next++);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
}

/** Which ids the products have, as options of bench/load: Galera gives them in steps. */
async function productNumbers(server, token) {
    const [{ id: first }, { id: second }] =
        (await call(server, 'GET', '/products?sort=created_at&per_page=2', { token })).items;
    const last = first + (second - first) * (productCount - 1);
    await call(server, 'GET', `/products/${last}`, { token });
    return ['--first', `${first}`, '--last', `${last}`, '--step', `${second - first}`];
}

/** Accounts of admins and their tokens, one for each client. */
async function openAdmins(server, token) {
    const admins = [token];
    await eachOf(clientCount - 1, async (index) => {
        const username = `${adminName}-${index + 2}`;
        await call(server, 'POST', '/accounts', { token, body: { username, password, role: 'admin' }, status: 201 });
        admins[index + 1] = await signIn(server, username, password);
    });
    return admins;
}

/** A database with everything that the figures need, and the tokens of its admins and of its customers in files. */
export async function openShop(folder, url) {
    await fillStore(folder, url);
    await till(url, ['account', 'create', '--username', adminName, '--role', 'admin', '--password-stdin'], password);
    const log = join(folder, 'till.log');
    const server = await serve(url, log);
    const admin = await signIn(server, adminName, password);
    const ids = (await call(server, 'GET', `/customers?per_page=${customerCount}`, { token: admin })).items;
    const customers = [];
    await eachOf(customerCount, async (index) => {
        const username = `customer-${index + 1}`;
        const body = { customer_id: ids[index].id, username, password };
        await call(server, 'POST', '/accounts', { token: admin, body, status: 201 });
        customers[index] = await signIn(server, username, password);
    });
    const admins = await openAdmins(server, admin);
    const products = await productNumbers(server, admin);
    await server.stop();
    const shop = {
        folder, url, log, admin, products,
        adminTokens: join(folder, 'admin.tokens'),
        customerTokens: join(folder, 'customers.tokens'),
    };
    writeFileSync(shop.adminTokens, `${admins.join('\n')}\n`);
    writeFileSync(shop.customerTokens, customers.join('\n') + '\n');
    return shop;
}

export const customerTokensOf = (shop) => readFileSync(shop.customerTokens, 'utf8').trim().split('\n');

/** How many orders the shop has. */
export async function orderCount(server, shop) {
    return (await call(server, 'GET', '/orders?per_page=1', { token: shop.admin })).total;
}
