/** Small files of kinds that the console shows, for journeys. */

/** A red dot of 2 by 2. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP8z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
  'base64',
)

/** Silence of 0.1 s. */
function wav(): Buffer {
  const samples = Buffer.alloc(800)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples.fill(128)])
}

/** Two pages that say which they are, in a font that every reader has to bring. */
function pdf(): Buffer {
  const page = (number: number) => `BT /F1 24 Tf 40 100 Td (Page ${number} of a paper) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>',
    ...[1, 2].flatMap((number) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents ${2 * number + 2} 0 R /Resources << /Font << /F1 7 0 R >> >> >>`,
      `<< /Length ${page(number).length} >>\nstream\n${page(number)}\nendstream`,
    ]),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n`
  text += `${text.indexOf('xref\n0')}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    { cell_type: 'markdown', metadata: {}, source: '# A notebook' },
    {
      cell_type: 'code',
      execution_count: 1,
      metadata: {},
      source: 'print("hello")',
      outputs: [
        { output_type: 'stream', name: 'stdout', text: 'hello\n' },
        {
          output_type: 'execute_result',
          execution_count: 1,
          metadata: {},
          data: { 'text/plain': 'rich', 'text/html': '<b id="rich">rich</b>' },
        },
      ],
    },
  ],
}

/** It says whether its scripts run, and tries to reach the console around it. */
const html = `<!doctype html><title>Report</title><h1>A report</h1><p id="ran">scripts did not run</p>
<script>
  document.getElementById('ran').textContent = 'scripts ran'
  try { parent.document.title = 'taken over' } catch { document.body.append(' apart') }
</script>`

export const sampleFiles = [
  { name: 'dot.png', mimeType: 'image/png', buffer: png },
  { name: 'silence.wav', mimeType: 'audio/wav', buffer: wav() },
  { name: 'paper.pdf', mimeType: 'application/pdf', buffer: pdf() },
  { name: 'scores.csv', mimeType: 'text/csv', buffer: Buffer.from('name,score\nada,"1,5"\ngrace,2\n') },
  {
    name: 'README.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from(
      '# Data\n\nA *set* with a [source](https://example.org).\n\n![dot](dot.png)\n\n<script>alert(1)</script>',
    ),
  },
  { name: 'run.ipynb', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(notebook)) },
  { name: 'report.html', mimeType: 'text/html', buffer: Buffer.from(html) },
  {
    name: 'logo.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Logo</title><rect width="9" height="9"/></svg>',
    ),
  },
  { name: 'train.py', mimeType: 'text/x-python', buffer: Buffer.from('import math\n\nprint(math.pi)\n') },
  { name: 'weights.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2, 3]) },
]
