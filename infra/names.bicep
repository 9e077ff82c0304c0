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
  'reports'
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
@description('Who gets which alerts: the code has the same rules, by which the local topic sorts. What a kept one does not read in time goes to its dead letters; what nobody reads of another is dropped, so that it never fills the topic.')
var subscriptions = [
  {
    name: 'duty-manager'
    filter: 'sys.Label NOT IN (\'stalled\', \'unsent\')'
    kept: true
  }
  {
    name: 'critical'
    filter: 'sys.Label NOT IN (\'stalled\', \'unsent\') AND severity IN (\'critical\')'
    kept: false
  }
  {
    name: 'serious'
    filter: 'sys.Label NOT IN (\'stalled\', \'unsent\') AND severity IN (\'serious\', \'critical\')'
    kept: false
  }
  {
    name: 'police'
    filter: 'sys.Label NOT IN (\'stalled\', \'unsent\') AND agency = \'police\''
    kept: false
  }
  {
    name: 'health'
    filter: 'sys.Label NOT IN (\'stalled\', \'unsent\') AND agency = \'health\''
    kept: false
  }
  {
    name: 'education'
    filter: 'sys.Label NOT IN (\'stalled\', \'unsent\') AND agency = \'education\''
    kept: false
  }
  {
    name: 'council'
    filter: 'sys.Label NOT IN (\'stalled\', \'unsent\') AND agency = \'council\''
    kept: false
  }
  {
    name: 'operators'
    filter: '1 = 1'
    kept: true
  }
]

@export()
@description('The service of azure.yaml that is deployed to the function app: azd finds the app by this tag.')
var service = 'app'

@export()
@description('Containers of the account that serves the Functions host; no agency\'s data lies there.')
var host = {
  packages: 'app-package'
  deadLetters: 'event-dead-letters'
}

@export()
@description('Where Event Grid delivers what the app listens for, as the identity of the topic.')
func toArrivals(storageId string) object => {
  identity: {
    type: 'SystemAssigned'
  }
  destination: {
    endpointType: 'StorageQueue'
    properties: {
      resourceId: storageId
      queueName: arrivals
    }
  }
}

@export()
@description('Where Event Grid leaves what it could not deliver.')
func toDeadLetters(hostStorageId string) object => {
  identity: {
    type: 'SystemAssigned'
  }
  deadLetterDestination: {
    endpointType: 'StorageBlob'
    properties: {
      resourceId: hostStorageId
      blobContainerName: host.deadLetters
    }
  }
}

@export()
@description('How long Event Grid tries.')
var eventRetries = {
  maxDeliveryAttempts: 30
  eventTimeToLiveInMinutes: 1440
}
