// Serves DynamoDB on a free port of this machine, names the port on standard output, and ends when standard input does:
// that is when the process that started it is gone, however it went.
const dynalite = require('dynalite')

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port))
// No pause between requests is too long: a connection that the server closes while a client writes looks like a fault.
server.keepAliveTimeout = 0
// dynalite throws what a request's stream reports: a client that goes away in the middle of one would end the server for all.
process.on('uncaughtException', error => {
  if (error.code !== 'ECONNRESET') {
    console.error(error)
    process.exit(1)
  }
})
process.stdin.on('end', () => process.exit(0))
process.stdin.on('error', () => process.exit(0))
process.stdin.resume()
