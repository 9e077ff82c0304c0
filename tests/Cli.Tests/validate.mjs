// An independent validator: reads {"schema": ..., "records": [...]} from stdin and prints, for each record, null or what does not fit.
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const { schema, records } = JSON.parse(Buffer.concat(chunks))
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true })
addFormats(ajv)
const validate = ajv.compile(schema)
console.log(JSON.stringify(records.map(record => validate(record) ? null : validate.errors.map(e => `${e.instancePath} ${e.message}`).join('; '))))
