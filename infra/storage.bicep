metadata description = 'The account that holds the data: every container and queue of the code, what is kept how long, and who touched what.'

import { landing, receipts, kept, queues } from 'names.bicep'

param name string
param location string
param publicNetworkAccess string
param sftp bool

@description('Days by class: landing, receipts, quarantine, lake, restricted; and deleted, how long a deleted or replaced object can be brought back.')
param retention object

param workspaceId string

// Nothing in state expires but what was replaced: it is what makes a file sent twice be known as such. It holds keyed hashes only.
var lifetimes = [
  { rule: 'landing', prefixes: map(landing, container => '${container}/'), days: retention.landing }
  { rule: 'receipts', prefixes: map(receipts, container => '${container}/'), days: retention.receipts }
  { rule: 'quarantine', prefixes: [ 'quarantine/' ], days: retention.quarantine }
  { rule: 'lake', prefixes: [ 'lake/', 'reports/' ], days: retention.lake }
  { rule: 'restricted', prefixes: [ 'restricted/' ], days: retention.restricted }
  { rule: 'state', prefixes: [ 'state/' ], days: never }
]

var never = 0
var ending = filter(lifetimes, lifetime => lifetime.days != never || !sftp) // without versions the rule of state would do nothing, which is refused

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: {
    name: location == 'uksouth' ? 'Standard_ZRS' : 'Standard_LRS' // the other region has no zones
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    isHnsEnabled: sftp
    isSftpEnabled: sftp
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      bypass: 'AzureServices' // Event Grid delivers to the queue as a trusted service
      defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      services: {
        blob: { enabled: true, keyType: 'Account' }
        queue: { enabled: true, keyType: 'Account' }
      }
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: !sftp
    deleteRetentionPolicy: {
      enabled: true
      days: retention.deleted
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: retention.deleted
    }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [for container in concat(landing, receipts, kept): {
  parent: blobs
  name: container
  properties: {
    publicAccess: 'None'
  }
}]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource messages 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for queue in queues: {
  parent: queueService
  name: queue
}]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: account
  name: 'default'
  dependsOn: [
    blobs
  ]
  properties: {
    policy: {
      rules: [for lifetime in ending: {
        name: lifetime.rule
        enabled: true
        type: 'Lifecycle'
        definition: {
          filters: {
            blobTypes: [ 'blockBlob' ]
            prefixMatch: lifetime.prefixes
          }
          actions: union(lifetime.days == never ? {} : {
            baseBlob: {
              delete: { daysAfterModificationGreaterThan: lifetime.days }
            }
          }, sftp ? {} : {
            version: {
              delete: { daysAfterCreationGreaterThan: retention.deleted }
            }
          })
        }
      }]
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageRead', enabled: true }
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}

output name string = account.name
output blobServiceUri string = account.properties.primaryEndpoints.blob
output queueServiceUri string = account.properties.primaryEndpoints.queue
