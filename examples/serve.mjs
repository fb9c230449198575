// Serves one folder to this machine alone, to look at an example in a browser:
//
//     node examples/serve.mjs build/blog --port 8080
//
// Prints the address once it listens; ends on Ctrl+C (SIGINT) or SIGTERM with exit code 0. Port 0
// takes any free port. Exit code 2: wrong arguments; 1: the port cannot be had.
// It is no public web server: it listens on 127.0.0.1 only and knows no cache, ranges or compression.

import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream";
import { parseArgs } from "node:util";

const kUsage = "Usage: node examples/serve.mjs DIR [--port N]";

// A module script is refused unless it is text/javascript, and WebAssembly streams into the compiler
// only as application/wasm: those two lines matter more than the others.
const kTypes = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

const kNotFound = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Not found</title>
<h1>Not found</h1>
<p>There is no such page here. <a href="/">Go to the first page</a>.</p>
</html>
`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: "string", default: "8080" } },
    });
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
    if (positionals.length !== 1) throw new Error("Name one folder to serve.");
    if (!(port <= 65535)) throw new Error(`--port takes a number from 0 to 65535.`);
    return { folder: positionals[0], port };
  } catch (error) {
    console.error(`${error.message}\n${kUsage}`);
    process.exit(2);
  }
}

// The path inside the URL, decoded, or null where it is not one: bad escapes, NUL, a backslash (a
// separator on Windows) or a step upwards.
function readPath(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]).replace(/\/{2,}/g, "/");
    const hostile = /[\0\\]/.test(path) || path.split("/").includes("..");
    return path.startsWith("/") && !hostile ? path : null;
  } catch {
    return null;
  }
}

// The file's real path and size, or null unless it is a file inside the root, links resolved.
async function findFile(root, path) {
  try {
    const real = await realpath(join(root, path));
    if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
    const info = await stat(real);
    if (info.isDirectory()) return { directory: true };
    return info.isFile() ? { real, size: info.size } : null;
  } catch {
    return null;
  }
}

function sendText(request, response, status, type, text, headers = {}) {
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : text);
}

function sendFile(request, response, status, file) {
  response.writeHead(status, {
    "Content-Type": kTypes[extname(file.real).toLowerCase()] ?? "application/octet-stream",
    "Content-Length": file.size,
  });
  if (request.method === "HEAD") return response.end();
  // An error here means the reader left or the file vanished: the socket is closed either way.
  pipeline(createReadStream(file.real), response, () => {});
}

async function answer(root, request, response) {
  response.setHeader("Cache-Control", "no-cache");
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (request.method !== "GET" && request.method !== "HEAD") {
    const text = "Only GET and HEAD are answered here.\n";
    return sendText(request, response, 405, kTypes[".txt"], text, { Allow: "GET, HEAD" });
  }
  const path = readPath(request.url);
  if (path === null) {
    return sendText(request, response, 400, kTypes[".txt"], "This address cannot be read.\n");
  }
  let file = await findFile(root, path);
  if (file?.directory && !path.endsWith("/")) {
    // Relative addresses in an index page need the slash. `path` starts with one slash exactly, so
    // this cannot lead to another host.
    const to = encodeURI(`${path}/`);
    return sendText(request, response, 301, kTypes[".txt"], `See ${to}\n`, { Location: to });
  }
  if (file?.directory) file = await findFile(root, `${path}index.html`);
  if (file?.real) return sendFile(request, response, 200, file);
  const own = await findFile(root, "/404.html");
  if (own?.real) return sendFile(request, response, 404, own);
  return sendText(request, response, 404, kTypes[".html"], kNotFound);
}

const { folder, port } = readArguments();
const root = await realpath(resolve(folder)).catch(() => null);
if (root === null || !(await stat(root)).isDirectory()) {
  console.error(`There is no folder ${folder}: build the example first.\n${kUsage}`);
  process.exit(2);
}

const server = createServer((request, response) => {
  answer(root, request, response).catch(() => response.destroy());
});
server.on("error", (error) => {
  const taken = error.code === "EADDRINUSE";
  const why = taken ? "it is in use; choose another with --port" : error.message;
  console.error(`Port ${port} cannot be had: ${why}.`);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});

function end() {
  server.close(() => process.exit(0));
  server.closeAllConnections();
}
process.on("SIGINT", end);
process.on("SIGTERM", end);
