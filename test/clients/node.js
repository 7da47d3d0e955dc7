// The views of schema cchc through node's pg.
const assert = require('assert')
const fs = require('fs')
const { Client } = require('pg')

const [head, ...lines] = fs.readFileSync(process.argv[2], 'utf8').trim().split('\n').map(line => line.split(','))
const promised = new Map(lines.map(cells => [cells[0], cells[head.indexOf(process.argv[3])]]))

const columnsOf = `
    SELECT a.attname, format_type(a.atttypid, NULL) AS type, col_description(a.attrelid, a.attnum) AS comment,
           obj_description(a.attrelid, 'pg_class') AS view_comment
    FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 ORDER BY a.attnum`

const kindOf = value => (value instanceof Date ? 'Date' : typeof value)

async function main () {
  const client = new Client() // from PGHOST, PGPORT, PGDATABASE, PGUSER
  await client.connect()
  const views = await client.query("SELECT viewname FROM pg_views WHERE schemaname = 'cchc' AND viewname = ANY ($1) ORDER BY viewname",
    [process.env.VIEWS.split(' ')])
  assert(views.rows.length > 0)
  let nColumns = 0
  let nRows = 0
  const seen = new Set()
  for (const { viewname } of views.rows) {
    const columns = (await client.query(columnsOf, ['cchc.' + viewname])).rows
    const result = await client.query(`SELECT * FROM cchc.${viewname} LIMIT ${+process.env.ROWS}`)
    for (const { attname, type, comment, view_comment: viewComment } of columns) {
      assert(promised.has(type), `${viewname}.${attname} is ${type}`)
      assert(/ \/ /.test(comment) && / \/ /.test(viewComment), `no comment on ${viewname}.${attname}`)
      for (const row of result.rows) {
        if (row[attname] === null) continue
        assert.strictEqual(kindOf(row[attname]), promised.get(type), `${viewname}.${attname}`)
        seen.add(type)
      }
    }
    nColumns += columns.length
    nRows += result.rows.length
  }
  assert.deepStrictEqual([...seen].sort(), [...promised.keys()].sort())
  await client.end()
  console.log(`node (pg ${require('pg/package.json').version}): ${views.rows.length} views, ${nColumns} columns, ${nRows} rows`)
}

main().catch(error => { console.error(error); process.exit(1) })
