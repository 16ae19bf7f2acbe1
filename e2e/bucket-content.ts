/** What is in the bucket of the journey through clouds: one object of each kind that is looked at, and many of none. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** Says so if its scripts run, and of which origin. */
const report = '<h1>hello from a bucket</h1><script>document.body.append("scripts ran as " + origin)</script>'
const many = Object.fromEntries(Array.from({ length: 450 }, (_, at) => [`many/${String(at).padStart(4, '0')}.txt`, '']))

export const bucketContent: Readonly<Record<string, string | Buffer>> = {
  ...many,
  'notes.md': '# Notes\n\n![a picture](runs/loss.png)\n',
  'runs/loss.png': png,
  'runs/table.csv': 'epoch,loss\n1,0.5\n2,0.25\n',
  'runs/report.html': report,
  'runs/a name+with (signs) & 한글.txt': 'it was read',
}
