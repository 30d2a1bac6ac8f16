// Serves DynamoDB on a free port of this machine, names the port on standard output, and ends when standard input does:
// that is when the process that started it is gone, however it went.
const dynalite = require('dynalite')

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port))
// No pause between requests is too long: a connection that the server closes while a client writes looks like a fault.
server.keepAliveTimeout = 0
process.stdin.on('end', () => process.exit(0))
process.stdin.on('error', () => process.exit(0))
process.stdin.resume()
