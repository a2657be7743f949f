import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rollup } from "vite";

// What a visitor's browser has to load before the storefront shows anything.
const firstLoadBound = { entry: "index.html", bytes: 200_000 };

// During development the API is that of a shop which runs already.
const shop = process.env["TILL_ADDRESS"] ?? "http://127.0.0.1:8080";

export default defineConfig({
    plugins: [react(), boundFirstLoad(), compressed()],
    build: {
        outDir: "dist",
        target: "es2022",
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0, // the pages' Content-Security-Policy knows no data: scripts, and files are kept by browsers
        chunkSizeWarningLimit: 700,
        rollupOptions: { input: { storefront: "index.html", admin: "admin/index.html" } },
    },
    server: { proxy: { "/api": shop, "/images": shop } },
    preview: { proxy: { "/api": shop, "/images": shop } },
});

/** Fails the build where the storefront's first load, compressed, is over its bound. */
function boundFirstLoad(): Plugin {
    return {
        name: "till-bound-first-load",
        generateBundle(_, bundle) {
            const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
            const entry = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/web/${firstLoadBound.entry}`));
            if (!entry) this.error(`no chunk of ${firstLoadBound.entry}`);
            const bytes = [...loadedWith(entry, bundle)]
                .map((chunk) => gzipSync(chunk.code, { level: 9 }).length)
                .reduce((sum, size) => sum + size, 0);
            const said = `the storefront's first load is ${bytes} bytes of compressed JavaScript`;
            if (bytes > firstLoadBound.bytes) this.error(`${said}, over the bound of ${firstLoadBound.bytes}`);
            this.info(said);
        },
    };
}

function loadedWith(entry: Rollup.OutputChunk, bundle: Rollup.OutputBundle): Set<Rollup.OutputChunk> {
    const loaded = new Set<Rollup.OutputChunk>();
    const queue = [entry];
    for (let chunk = queue.pop(); chunk; chunk = queue.pop()) {
        if (loaded.has(chunk)) continue;
        loaded.add(chunk);
        for (const name of chunk.imports) {
            const file = bundle[name];
            if (file?.type === "chunk") queue.push(file);
        }
    }
    return loaded;
}

/** Beside each text file as it was written, itself compressed, so that nobody has to do it for every visitor. */
function compressed(): Plugin {
    const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
    return {
        name: "till-compressed",
        apply: "build",
        writeBundle({ dir = "" }, bundle) {
            for (const name of Object.keys(bundle).filter((file) => /\.(js|css|svg|html)$/.test(file))) {
                const file = join(dir, name);
                const source = readFileSync(file);
                if (source.length < 1000) continue;
                writeFileSync(`${file}.gz`, gzipSync(source, { level: 9 }));
                writeFileSync(`${file}.br`, brotliCompressSync(source, best));
            }
        },
    };
}
