/** A small server for the browser tests: what was built, test quizzes, and anything a test puts. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const quizzes = fileURLToPath(new URL("./quizzes", import.meta.url));

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

export const strictPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'";

/**
 * Serves on 127.0.0.1 only. A built file answers in any folder, so that a test can break one of its
 * neighbours there; the files of tests/browser/quizzes answer under /quizzes/.
 * A reply may come late (`delay`, in ms), never (`ends: false`), or break off (`reset: true`).
 * @param {string} dist the folder of built files
 */
export async function serve(dist) {
  const replies = new Map();
  const requests = [];

  async function find(path) {
    const own = replies.get(path);
    if (own) return typeof own === "function" ? own() : own;
    const folder = path.startsWith("/quizzes/") ? quizzes : dist;
    try {
      return { body: await readFile(join(folder, basename(path))) };
    } catch {
      return { status: 404, type: "text/html", body: "<!doctype html><title>Not found</title>" };
    }
  }

  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    // Browsers ask for a page's icon by themselves, and when they like.
    if (path !== "/favicon.ico") requests.push(path);
    const reply = await find(path);
    const { status = 200, type, headers = {}, body = "", delay = 0, ends = true } = reply;
    if (reply.reset) return request.socket.resetAndDestroy();
    if (!ends) return;
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    response.writeHead(status, {
      "content-type": type ?? types[extname(path)] ?? "application/octet-stream",
      "cache-control": "no-store",
      ...headers,
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    origin,
    requests,
    /** @param {string} path */
    put(path, reply) {
      replies.set(path, reply);
      return origin + path;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
