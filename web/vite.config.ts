import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rollup } from "vite";

// The files that a visitor's browser has to load before the storefront shows anything.
const firstLoad = { page: "/index.html", program: "/web/storefront/app.tsx", bytesAtMost: 200_000 };

// During development the API is that of a shop which runs already.
const shop = process.env["TILL_ADDRESS"] ?? "http://127.0.0.1:8080";

export default defineConfig({
    plugins: [react(), settledFonts(), loadedAtOnce(), boundFirstLoad(), compressed()],
    resolve: { alias: { "till-limits": new URL("generated/limits.ts", import.meta.url).pathname } },
    build: {
        outDir: "dist",
        target: "es2022",
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0, // the pages' Content-Security-Policy knows no data: scripts, and browsers cache files
        chunkSizeWarningLimit: 700,
        rollupOptions: {
            input: { storefront: "index.html", admin: "admin/index.html" },
            output: { manualChunks: libraryOf },
        },
    },
    server: { proxy: { "/api": shop, "/images": shop } },
    preview: { proxy: { "/api": shop, "/images": shop } },
});

/** A font that comes late is for the next page: letters that change under a reader's eyes move all that is below. */
function settledFonts(): Plugin {
    return {
        name: "till-settled-fonts",
        enforce: "pre",
        transform: (code, id) =>
            /@fontsource.*\.css$/.test(id)
                ? code.replaceAll("font-display: swap", "font-display: optional")
                : undefined,
    };
}

/** Libraries that every page needs have files of their own, of like sizes, so that they come side by side. */
function libraryOf(module: string): string | undefined {
    if (/node_modules\/(react|react-dom|scheduler)\//.test(module)) return "react";
    if (/node_modules\/(@remix-run|react-router|react-router-dom|@tanstack|openapi-fetch)\//.test(module)) return "data";
    if (/\/web\/shared\/(api|money|Money|problem|query|session)\./.test(module)) return "common";
    const first = /@mantine\/core\/esm\/components\/(ActionIcon|Anchor|Button|Skeleton|Stack|Title|TextInput)\//;
    if (first.test(module)) return "common";
    return /lucide-react\/.*\/(search|shopping-bag)\.js|use-debounced-callback/.test(module) ? "common" : undefined;
}

/**
 * Has the browser load the storefront's program and its styles with the page. The styles stand behind what is seen
 * until then, which has its own, so that it is seen at once.
 */
function loadedAtOnce(): Plugin {
    return {
        name: "till-loaded-at-once",
        transformIndexHtml: {
            order: "post",
            handler(html, { path, bundle }) {
                if (!bundle || path !== firstLoad.page) return undefined;
                const chunks = [...loadedWith(programOf(bundle), bundle)].reverse();
                const styles = new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
                const scripts = chunks.map(({ fileName }) => `/${fileName}`).filter((href) => !html.includes(href));
                return [
                    ...scripts.map((href) => ({
                        tag: "link",
                        attrs: { rel: "modulepreload", crossorigin: true, href },
                        injectTo: "head" as const,
                    })),
                    ...[...styles].map((file) => ({
                        tag: "link",
                        attrs: { rel: "stylesheet", crossorigin: true, href: `/${file}` },
                        injectTo: "body" as const,
                    })),
                ];
            },
        },
    };
}

function programOf(bundle: Rollup.OutputBundle): Rollup.OutputChunk {
    const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
    const program = chunks.find((chunk) => chunk.moduleIds.some((id) => id.endsWith(firstLoad.program)));
    if (!program) throw new Error(`no chunk of ${firstLoad.program}`);
    return program;
}

/** Fails the build where the storefront's first load, compressed, is over its bound. */
function boundFirstLoad(): Plugin {
    return {
        name: "till-bound-first-load",
        generateBundle(_, bundle) {
            const bytes = [...loadedWith(programOf(bundle), bundle)]
                .map((chunk) => gzipSync(chunk.code, { level: 9 }).length)
                .reduce((sum, size) => sum + size, 0);
            const said = `the storefront's first load is ${bytes} bytes of compressed JavaScript`;
            if (bytes > firstLoad.bytesAtMost) this.error(`${said}, over the bound of ${firstLoad.bytesAtMost}`);
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

/** Beside each text file as it was written, itself compressed, so that no server has to do it for every visitor. */
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
