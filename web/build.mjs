// Builds dist/: the chat first (its name carries a hash), then the launcher that knows that name, then the demonstration page.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const TARGET = "chrome69";

// @chatui/core is written for React; preact/compat runs it in a tenth of the weight.
const alias = [
  { find: /^react\/jsx-runtime$/, replacement: "preact/jsx-runtime" },
  { find: /^react(-dom)?$/, replacement: "preact/compat" },
];
const common = {
  root: here,
  configFile: false,
  base: "./",
  logLevel: "warn",
  publicDir: false,
  define: { "process.env.NODE_ENV": '"production"' },
  resolve: { alias },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
};

await build({
  ...common,
  build: {
    target: TARGET,
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false,
    rollupOptions: {
      input: "src/chat/main.tsx",
      preserveEntrySignatures: "strict",
      output: { format: "es", entryFileNames: "widget/chat-[hash].js", chunkFileNames: "widget/[name]-[hash].js" },
    },
  },
});

const chat = readdirSync(`${here}dist/widget`).find((name) => name.startsWith("chat-"));

await build({
  ...common,
  define: { ...common.define, CHAT_FILE: JSON.stringify(`widget/${chat}`) },
  build: {
    target: TARGET,
    outDir: "dist",
    emptyOutDir: false,
    lib: { entry: "src/launcher/main.ts", formats: ["iife"], name: "canbao", fileName: () => "widget.js" },
  },
});

await build({
  ...common,
  build: {
    target: TARGET,
    outDir: "dist",
    emptyOutDir: false,
    assetsDir: "widget",
    modulePreload: false,
    rollupOptions: { input: "index.html" },
  },
});
