metadata description = 'Who besides the app may see what. A sender writes to its own folder and cannot read it back; analysts see the lake and the reports, duty managers the reports; only operators see a child\'s name.'

import { topic } from 'names.bicep'

param storageName string
param serviceBusName string

@description('Each { agency, sender, principalId }, with principalType where it is no service principal.')
param partners array

param analysts string
param operators string
param dutyManagers string

@description('Each { subscription, principalId }: a group that receives the alerts of one subscription, of those in names.bicep.')
param alertReaders array

var blobReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1' // Storage Blob Data Reader
var busReceiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0' // Azure Service Bus Data Receiver

var read = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
var write = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'
var add = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
var path = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path'
var prefix = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs:prefix'

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource lake 'containers' existing = {
      name: 'lake'
    }

    resource reports 'containers' existing = {
      name: 'reports'
    }

    resource quarantine 'containers' existing = {
      name: 'quarantine'
    }

    resource restricted 'containers' existing = {
      name: 'restricted'
    }
  }
}

// No built-in role writes without reading and deleting, so this is the pipeline's own.
resource drop 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'landing-writer')
  properties: {
    roleName: 'Landing writer (${storageName})'
    description: 'Writes blobs and neither reads, lists nor deletes them.'
    type: 'CustomRole'
    permissions: [
      {
        dataActions: [
          write
          add
        ]
      }
    ]
    assignableScopes: [
      resourceGroup().id
    ]
  }
}

resource landings 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = [for partner in partners: {
  parent: storage::blobs
  name: 'landing-${partner.agency}'
}]

resource returns 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = [for partner in partners: {
  parent: storage::blobs
  name: 'receipts-${partner.agency}'
}]

resource senderDrops 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (partner, i) in partners: {
  scope: landings[i]
  name: guid(storage.id, 'landing', partner.agency, partner.sender, partner.principalId)
  properties: {
    principalId: partner.principalId
    principalType: partner.?principalType ?? 'ServicePrincipal'
    roleDefinitionId: drop.id
    conditionVersion: '2.0' // two senders of one agency cannot write to each other's folder
    condition: '((!(ActionMatches{\'${write}\'}) AND !(ActionMatches{\'${add}\'})) OR (@Resource[${path}] StringStartsWith \'${partner.sender}/\'))'
  }
}]

resource senderReadsReceipts 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (partner, i) in partners: {
  scope: returns[i]
  name: guid(storage.id, 'receipts', partner.agency, partner.sender, partner.principalId)
  properties: {
    principalId: partner.principalId
    principalType: partner.?principalType ?? 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobReader)
    conditionVersion: '2.0'
    condition: '((!(ActionMatches{\'${read}\'} AND NOT SubOperationMatches{\'Blob.List\'}) OR (@Resource[${path}] StringStartsWith \'${partner.sender}/\')) AND (!(ActionMatches{\'${read}\'} AND SubOperationMatches{\'Blob.List\'}) OR (@Request[${prefix}] StringStartsWith \'${partner.sender}/\')))'
  }
}]

resource analystsReadLake 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(analysts)) {
  scope: storage::blobs::lake
  name: guid(storage::blobs::lake.id, analysts, blobReader)
  properties: {
    principalId: analysts
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobReader)
  }
}

var readers = filter([ analysts, dutyManagers ], group => !empty(group))

resource readsReports 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for group in readers: {
  scope: storage::blobs::reports
  name: guid(storage::blobs::reports.id, group, blobReader)
  properties: {
    principalId: group
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobReader)
  }
}]

resource operatorsReadQuarantine 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operators)) {
  scope: storage::blobs::quarantine
  name: guid(storage::blobs::quarantine.id, operators, blobReader)
  properties: {
    principalId: operators
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobReader)
  }
}

resource operatorsReadRestricted 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operators)) {
  scope: storage::blobs::restricted
  name: guid(storage::blobs::restricted.id, operators, blobReader)
  properties: {
    principalId: operators
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobReader)
  }
}

var receivers = concat(
  empty(dutyManagers) ? [] : [{ subscription: 'duty-manager', principalId: dutyManagers }],
  empty(operators) ? [] : [{ subscription: 'operators', principalId: operators }],
  alertReaders)

resource subscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = [for receiver in receivers: {
  name: '${serviceBusName}/${topic}/${receiver.subscription}'
}]

resource receive 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (receiver, i) in receivers: {
  scope: subscription[i]
  name: guid(subscription[i].id, receiver.principalId, busReceiver)
  properties: {
    principalId: receiver.principalId
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', busReceiver)
  }
}]
