metadata description = 'Defender scans what is dropped, and tells the queue arrivals what it found. A file waits for that where RequireMalwareScan is true.'

import { eventRetries, toArrivals, toDeadLetters } from 'names.bicep'

param name string
param location string
param storageName string
param hostStorageName string

@description('Gigabytes scanned in a month at most; beyond it files wait. -1: no limit.')
param limit int

var messageSender = 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a' // Storage Queue Data Message Sender
var blobContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource hostStorage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: hostStorageName
}

resource results 'Microsoft.EventGrid/topics@2022-06-15' = {
  name: name
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    inputSchema: 'EventGridSchema'
    disableLocalAuth: true
  }
}

resource scanner 'Microsoft.Security/defenderForStorageSettings@2022-12-01-preview' = {
  scope: storage
  name: 'current'
  properties: {
    isEnabled: true
    malwareScanning: {
      onUpload: {
        isEnabled: true
        capGBPerMonth: limit
      }
      scanResultsEventGridTopicResourceId: results.id
    }
    sensitiveDataDiscovery: {
      isEnabled: false
    }
    overrideSubscriptionLevelSettings: true
  }
}

resource sends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, results.id, messageSender)
  properties: {
    principalId: results.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', messageSender)
  }
}

resource leavesDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostStorage
  name: guid(hostStorage.id, results.id, blobContributor)
  properties: {
    principalId: results.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobContributor)
  }
}

resource scans 'Microsoft.EventGrid/topics/eventSubscriptions@2022-06-15' = {
  parent: results
  name: 'scans'
  dependsOn: [
    sends
    leavesDeadLetters
  ]
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: [
        'Microsoft.Security.MalwareScanningResult'
      ]
      subjectBeginsWith: 'storageAccounts/${storageName}/containers/landing-'
    }
    deliveryWithResourceIdentity: toArrivals(storage.id)
    deadLetterWithResourceIdentity: toDeadLetters(hostStorage.id)
    retryPolicy: eventRetries
  }
}
