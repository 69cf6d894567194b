// A Node server that does nothing but move bytes: for a request of 24 or 29 bytes a reply of 16 or 65,556. Prints its endpoint.
//
// Every reply is produced anew, because a server has no reply before it is asked: 65,556 bytes that were written once and stay
// in the cache are moved faster than any server can. Filling them with one value is the least that this can cost.
import { createServer } from 'node:net';

const [endpoint] = process.argv.slice(2);
const sizes = { 1: { request: 24, reply: Buffer.alloc(16) }, 2: { request: 29, reply: Buffer.alloc(20 + 65_536) } };

const server = createServer((socket) => {
  let missing = 0;
  let replies = 0;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (piece) => {
    let at = 0;
    while (at < piece.length) {
      if (missing === 0) {
        const kind = sizes[piece[at]];
        missing = kind.request;
        socket.reply = kind.reply;
      }
      const taken = Math.min(missing, piece.length - at);
      missing -= taken;
      at += taken;
      if (missing === 0) socket.write(socket.reply.fill(replies++));
    }
  });
});
if (endpoint.startsWith('unix:')) server.listen(endpoint.slice(5), () => process.stdout.write(`${endpoint}\n`));
else server.listen(0, '127.0.0.1', () => process.stdout.write(`tcp:127.0.0.1:${server.address().port}\n`));
