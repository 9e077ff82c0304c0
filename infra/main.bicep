metadata description = 'The pipeline in one resource group. This file only puts the parts together.'

@description('Begins every resource\'s name: lower-case letters and digits, a letter first.')
@minLength(3)
@maxLength(11)
param name string

@description('Children\'s data stays in the United Kingdom.')
@allowed([
  'uksouth'
  'ukwest'
])
param location string = 'uksouth'

@description('Codes of the councils served. A row for another council goes to quarantine. Empty: every one the sharing agreements name.')
param councils array = []

@description('Production: a row with an NHS number from the range kept for tests is rejected. Otherwise it is taken, with a warning.')
param rejectTestNumbers bool = false

@description('E-mail addresses of those who run the app: they are written to when files wait, invocations fail or nothing comes. Empty: nobody.')
param operatorEmails array = []

@description('Whom partners ask about a receipt; each receipt names them. Empty: nobody.')
param contact object = {
  name: ''
  email: ''
  telephone: ''
}

@description('A folder of feed contracts beside those that ship, as the app sees it: of the deployed package, or of a share mounted into it. Empty: none.')
param contractsFolder string = ''

@description('False where the contracts of contractsFolder stand in place of those that ship.')
param shippedContracts bool = true

@description('Goes up with every new pseudonym key. The key lies in the vault as pseudonym-key-<version>.')
@minValue(1)
param pseudonymKeyVersion int = 1

@description('32 random bytes in base64. Give it once, with a new version; leave it empty afterwards.')
@secure()
param pseudonymKey string = ''

@description('Disabled needs a subnet, and private endpoints for the blobs and queues of both accounts, the tables of the host\'s account, and the vault.')
@allowed([
  'Enabled'
  'Disabled'
])
param publicNetworkAccess string = 'Enabled'

@description('Subnet delegated to Microsoft.App/environments that the app goes out through. Empty: none.')
param subnetId string = ''

@description('Agencies without Entra identities deliver by SFTP. Needs a hierarchical namespace, which has no versioning; cannot be changed later.')
param sftp bool = false

@description('Days each class of data is kept. Set them by the council\'s own schedule; see infra/storage.bicep for what each covers.')
param retention object = {
  landing: 90
  receipts: 90
  quarantine: 90
  lake: 2192
  restricted: 2192
  deleted: 30
}

@description('Days the audit of who read and wrote which blob is kept.')
@minValue(30)
@maxValue(730)
param auditDays int = 730

@description('Senders with an Entra identity, each { agency, sender, principalId }: write to their own landing folder, read their own receipts.')
param partners array = []

@description('Entra group that reads the lake and the reports. Empty: none.')
param analysts string = ''

@description('Entra group that reads quarantine and the restricted data. Empty: none.')
param operators string = ''

@description('Entra group that receives the alerts and reads the reports. Empty: none.')
param dutyManagers string = ''

@description('Entra groups that receive a part of the alerts, each { subscription, principalId }: police, critical, or another subscription that names.bicep lists.')
param alertReaders array = []

@description('Which alerts are posted to the webhook, and how: { subscription, form }; see webhook.bicep.')
param webhook object = {
  subscription: 'critical'
  form: 'event'
}

@description('The address that alerts are posted to. Empty: none are.')
@secure()
param webhookAddress string = ''

@description('Alerts are signed with the vault\'s alert-signing-key, so that a webhook can tell them from forged ones.')
param signAlerts bool = false

@description('32 random bytes in base64. Give it once; leave it empty afterwards.')
@secure()
param alertSigningKey string = ''

@description('Event Grid allows one system topic an account. Where malware scanning has made it already, in this resource group: its name, which the failed deployment tells.')
param eventTopic string = '${name}-arrivals'

@description('Defender for Storage scans what is dropped for malware, and files wait for its result. It is charged by the gigabyte.')
param malwareScan bool = false

@description('Gigabytes scanned in a month at most; beyond it files wait. -1: no limit.')
param scanLimit int = 1000

@description('Application (client) id of the app registration by which people sign in to the pages. Empty: nobody does, and the pages answer no one.')
param signInClientId string = ''

var unique = uniqueString(resourceGroup().id, name)

module identity 'identity.bicep' = {
  name: 'identity'
  params: {
    name: '${name}-app'
    location: location
  }
}

// Its only right is to say who the app registration is: whoever has that says who signed in, so it is not the app's own.
module signInIdentity 'identity.bicep' = if (!empty(signInClientId)) {
  name: 'sign-in-identity'
  params: {
    name: '${name}-sign-in'
    location: location
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    auditDays: auditDays
  }
}

module operations 'operations.bicep' = {
  name: 'operations'
  params: {
    name: name
    location: location
    workspaceId: monitoring.outputs.workspaceId
    emails: operatorEmails
  }
}

module storage 'storage.bicep' = {
  name: 'storage'
  params: {
    name: take('${name}data${unique}', 24)
    location: location
    publicNetworkAccess: publicNetworkAccess
    sftp: sftp
    retention: retention
    workspaceId: monitoring.outputs.workspaceId
  }
}

module hostStorage 'host-storage.bicep' = {
  name: 'host-storage'
  params: {
    name: take('${name}host${unique}', 24)
    location: location
    publicNetworkAccess: publicNetworkAccess
  }
}

module serviceBus 'servicebus.bicep' = {
  name: 'servicebus'
  params: {
    name: '${name}-${unique}'
    location: location
  }
}

module keyVault 'keyvault.bicep' = {
  name: 'keyvault'
  params: {
    name: take('${name}-kv-${unique}', 24)
    location: location
    publicNetworkAccess: publicNetworkAccess
    pseudonymKey: pseudonymKey
    pseudonymKeyVersion: pseudonymKeyVersion
    alertSigningKey: alertSigningKey
  }
}

module roles 'roles.bicep' = {
  name: 'roles'
  params: {
    principalId: identity.outputs.principalId
    storageName: storage.outputs.name
    hostStorageName: hostStorage.outputs.name
    serviceBusName: serviceBus.outputs.name
    keyVaultName: keyVault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module people 'people.bicep' = {
  name: 'people'
  params: {
    storageName: storage.outputs.name
    serviceBusName: serviceBus.outputs.name
    partners: partners
    analysts: analysts
    operators: operators
    dutyManagers: dutyManagers
    alertReaders: alertReaders
  }
}

module poster 'webhook.bicep' = if (!empty(webhookAddress)) {
  name: 'webhook'
  params: {
    name: name
    location: location
    serviceBusName: serviceBus.outputs.name
    subscription: webhook.subscription
    form: webhook.form
    address: webhookAddress
  }
}

module events 'events.bicep' = {
  name: 'events'
  params: {
    name: eventTopic
    location: location
    storageName: storage.outputs.name
    hostStorageName: hostStorage.outputs.name
  }
}

module scan 'scan.bicep' = if (malwareScan) {
  name: 'scan'
  params: {
    name: '${name}-scans'
    location: location
    storageName: storage.outputs.name
    hostStorageName: hostStorage.outputs.name
    limit: scanLimit
  }
  dependsOn: [
    events // one system topic an account: the scanner uses the one that is there
  ]
}

module app 'app.bicep' = {
  name: 'app'
  params: {
    name: '${name}-${unique}'
    location: location
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostStorageName: hostStorage.outputs.name
    packagesUri: hostStorage.outputs.packagesUri
    blobServiceUri: storage.outputs.blobServiceUri
    queueServiceUri: storage.outputs.queueServiceUri
    serviceBusHost: serviceBus.outputs.host
    pseudonymKeyUri: keyVault.outputs.pseudonymKeyUri
    alertSigningKeyUri: signAlerts ? keyVault.outputs.alertSigningKeyUri : ''
    pseudonymKeyVersion: pseudonymKeyVersion
    insightsConnectionString: monitoring.outputs.connectionString
    councils: councils
    rejectTestNumbers: rejectTestNumbers
    contact: contact
    contractsFolder: contractsFolder
    shippedContracts: shippedContracts
    requireMalwareScan: malwareScan
    subnetId: subnetId
    signIn: empty(signInClientId) ? null : {
      clientId: signInClientId
      identityId: signInIdentity!.outputs.id
      identityClientId: signInIdentity!.outputs.clientId
    }
  }
  dependsOn: [
    roles
  ]
}

// azd keeps what is named in capitals as values of its environment.
@description('Where the published folder is deployed to.')
output AZURE_FUNCTION_APP_NAME string = app.outputs.name

@description('Object id of the identity that the app registration trusts. Empty without sign-in.')
output AZURE_SIGN_IN_IDENTITY string = empty(signInClientId) ? '' : signInIdentity!.outputs.principalId

@description('What agencies are told: container landing-<agency>, folder <sender>/<feed>.')
output AZURE_STORAGE_BLOB_ENDPOINT string = storage.outputs.blobServiceUri

@description('Where the pseudonym key lies.')
output AZURE_KEY_VAULT_NAME string = keyVault.outputs.name

@description('Where alerts are read: the setting ServiceBus__fullyQualifiedNamespace of ./pipeline alerts.')
output AZURE_SERVICEBUS_FULLY_QUALIFIED_NAMESPACE string = serviceBus.outputs.host
