import type { PrintFormat } from '@linli/shared/codes.ts';
import PDFDocument from 'pdfkit';
import type { Lettering, Weight } from './lettering.ts';
import { inLines } from './lines.ts';

/** One code as it is printed. */
export interface PrintedCode {
  /** A PNG or JPEG. */
  picture: Buffer;
  /** The largest line: A02, or the name of a station. */
  title: string;
  /** Below the title. */
  name: string;
  /** What scanning is for, as the reader is asked. */
  invitation: string;
  /** Smaller lines at the foot. */
  notes: readonly string[];
}

/** Points in a millimetre. */
const mm = 72 / 25.4;

/** 210 × 297 mm, and the 90 × 54 mm of a name plate; the size of things in millimetres. */
const formats = {
  a4: { page: [210, 297], picture: 120, margin: 24, title: 22, name: 10, invitation: 12, notes: 5 },
  plate: { page: [90, 54], picture: 38, margin: 5, title: 9, name: 3.6, invitation: 4.2, notes: 2.4 },
} as const satisfies Record<PrintFormat, object>;

/** Most lines that a name takes, and how far they are apart, in its letters. */
const nameLinesMax = 3;
const nameLeading = 1.4;

const ink = '#1f2421';
const red = '#a8322a';

/** A PDF with one page for each code. */
export async function printCodes(
  codes: readonly PrintedCode[],
  format: PrintFormat,
  lettering: Lettering,
): Promise<Buffer> {
  const { page } = formats[format];
  const document = new PDFDocument({
    size: [page[0] * mm, page[1] * mm],
    margin: 0,
    autoFirstPage: false,
    info: { Title: '法治邻里', Creator: 'Linli' },
  });
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', resolve);
    document.on('error', reject);
  });
  for (const code of codes) {
    document.addPage();
    await (format === 'a4' ? drawSheet : drawPlate)(document, code, lettering);
  }
  document.end();
  await ended;
  return Buffer.concat(parts);
}

type Document = InstanceType<typeof PDFDocument>;

/** For the wall: everything in the middle, one below the other. */
async function drawSheet(document: Document, code: PrintedCode, lettering: Lettering): Promise<void> {
  const { page, picture, margin, title, name, invitation, notes } = formats.a4;
  const width = page[0] - 2 * margin;
  const centred = (text: string, y: number, size: number, weight: Weight, colour: string) =>
    write(document, lettering, { text, size, weight, colour, x: margin, y, width, centred: true });
  await centred(code.title, margin + title, title, 700, ink);
  const names = inLines(code.name, width / name, nameLinesMax);
  for (const [index, line] of names.entries()) {
    await centred(line, margin + title + (1.8 + nameLeading * index) * name, name, 400, ink);
  }
  const top = margin + title + (3 + nameLeading * (names.length - 1)) * name;
  document.image(code.picture, ((page[0] - picture) / 2) * mm, top * mm, { width: picture * mm });
  await centred(code.invitation, top + picture + 1.8 * invitation, invitation, 700, red);
  for (const [index, note] of code.notes.entries()) {
    await centred(note, page[1] - margin - (code.notes.length - 1 - index) * 1.6 * notes, notes, 400, ink);
  }
}

/** For the counter: the picture on the left, the words on the right. */
async function drawPlate(document: Document, code: PrintedCode, lettering: Lettering): Promise<void> {
  const { page, picture, margin, title, name, invitation, notes } = formats.plate;
  document.image(code.picture, margin * mm, ((page[1] - picture) / 2) * mm, { width: picture * mm });
  const x = margin + picture + margin;
  const width = page[0] - x - margin;
  const at = (text: string, y: number, size: number, weight: Weight, colour: string) =>
    write(document, lettering, { text, size, weight, colour, x, y, width, centred: false });
  await at(code.title, 2 * margin + title * 0.7, title, 700, ink);
  const names = inLines(code.name, width / name, nameLinesMax);
  let y = 2 * margin + title + (1.6 - nameLeading) * name;
  for (const line of names) {
    y += nameLeading * name;
    await at(line, y, name, 400, ink);
  }
  await at(
    code.invitation,
    Math.max(page[1] / 2 + 2 * invitation, y + 1.6 * invitation),
    invitation,
    700,
    red,
  );
  for (const [index, note] of code.notes.entries()) {
    await at(note, page[1] - margin - (code.notes.length - 1 - index) * 1.6 * notes, notes, 400, ink);
  }
}

interface Written {
  text: string;
  /** Millimetres, all of them. */
  size: number;
  x: number;
  /** Of the foot of the letters, from the top of the page. */
  y: number;
  /** A line that is longer is drawn smaller, so that it fits. */
  width: number;
  weight: Weight;
  colour: string;
  centred: boolean;
}

async function write(document: Document, lettering: Lettering, written: Written): Promise<void> {
  const { text, size, x, y, width, weight, colour, centred } = written;
  const line = await lettering.line(text, weight);
  if (line.width === 0) return;
  const natural = line.width * line.unit * size;
  const scale = line.unit * size * Math.min(1, width / natural);
  const left = centred ? x + (width - line.width * scale) / 2 : x;
  document
    .save()
    .translate(left * mm, y * mm)
    // Letters are drawn upwards, pages downwards.
    .scale(scale * mm, -scale * mm);
  for (const glyph of line.glyphs) {
    document.save().translate(glyph.x, 0).path(glyph.path).fill(colour).restore();
  }
  document.restore();
}
