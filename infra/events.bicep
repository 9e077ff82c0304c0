metadata description = 'Tells the queue arrivals of every whole file in a landing container. What it cannot deliver in a day it leaves in event-dead-letters; RecoverFiles finds the file all the same.'

import { eventRetries, toArrivals, toDeadLetters } from 'names.bicep'

param name string
param location string
param storageName string
param hostStorageName string

var messageSender = 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a' // Storage Queue Data Message Sender
var blobContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource hostStorage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: hostStorageName
}

resource source 'Microsoft.EventGrid/systemTopics@2022-06-15' = {
  name: name
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    source: storage.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

// Event Grid checks both rights over the whole account when the subscription is made. Adding messages is harmless there;
// writing blobs would not be, which is why dead letters lie in the host's account.
resource sends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, source.id, messageSender)
  properties: {
    principalId: source.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', messageSender)
  }
}

resource leavesDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostStorage
  name: guid(hostStorage.id, source.id, blobContributor)
  properties: {
    principalId: source.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobContributor)
  }
}

resource files 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2022-06-15' = {
  parent: source
  name: 'files'
  dependsOn: [
    sends
    leavesDeadLetters
  ]
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: [
        'Microsoft.Storage.BlobCreated'
      ]
      subjectBeginsWith: '/blobServices/default/containers/landing-'
      advancedFilters: [
        {
          operatorType: 'StringIn'
          key: 'data.api' // the calls after which a file is whole
          values: [
            'PutBlob'
            'PutBlockList'
            'FlushWithClose'
            'SftpCommit'
            'CopyBlob'
          ]
        }
      ]
    }
    deliveryWithResourceIdentity: toArrivals(storage.id)
    deadLetterWithResourceIdentity: toDeadLetters(hostStorage.id)
    retryPolicy: eventRetries
  }
}
