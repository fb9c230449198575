import { defineConfig } from "astro/config";

// Nothing is written into the page itself, so that a strict Content-Security-Policy holds.
export default defineConfig({ build: { inlineStylesheets: "never" } });
