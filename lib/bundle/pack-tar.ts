/**
 * A POSIX ustar archive (IEEE 1003.1, pax "ustar Interchange Format") of plain files, with nothing in it
 * that differs between two runs: no times, owners or extensions. Names are ASCII and at most 100 bytes.
 */
export function packTar(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const [name, bytes] of files) {
    blocks.push(header(name, bytes.length), bytes);
    const rest = bytes.length % 512;
    if (rest > 0) blocks.push(new Uint8Array(512 - rest));
  }
  blocks.push(new Uint8Array(1024));
  return Buffer.concat(blocks);
}

function header(name: string, size: number): Uint8Array {
  if (!/^[\x21-\x7e]{1,100}$/.test(name)) throw new TypeError("file name unfit for the archive");
  const block = Buffer.alloc(512);
  block.write(name, 0, "latin1");
  block.write("0000644\0", 100, "latin1");
  block.write("0000000\0", 108, "latin1");
  block.write("0000000\0", 116, "latin1");
  block.write(`${size.toString(8).padStart(11, "0")}\0`, 124, "latin1");
  block.write("00000000000\0", 136, "latin1");
  block.write("        ", 148, "latin1");
  block.write("0", 156, "latin1");
  block.write("ustar\x0000", 257, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}
