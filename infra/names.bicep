// The names the code and the deployment share. A test holds each of them to the code's own, both ways.

@export()
@description('Where agencies drop files. The pipeline only reads them.')
var landing = [
  'landing-police'
  'landing-health'
  'landing-education'
  'landing-council'
]

@export()
@description('Where each agency finds its receipts and rejected rows.')
var receipts = [
  'receipts-police'
  'receipts-health'
  'receipts-education'
  'receipts-council'
]

@export()
@description('What the pipeline makes and no agency sees.')
var kept = [
  'quarantine'
  'lake'
  'restricted'
  'state'
]

@export()
@description('Queues, each with the one the host moves a message to after its last failure.')
var queues = [
  'arrivals'
  'arrivals-poison'
  'notices'
  'notices-poison'
  'late-referrals'
]

@export()
@description('The queue that takes one BlobCreated event a message.')
var arrivals = 'arrivals'

@export()
@description('The Service Bus topic of alerts.')
var topic = 'alerts'

@export()
@description('Containers of the account that serves the Functions host; no agency\'s data lies there.')
var host = {
  packages: 'app-package'
  deadLetters: 'event-dead-letters'
}
