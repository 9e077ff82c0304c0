metadata description = 'The account of the Functions host: its own records, the app\'s package, and events that could not be delivered. No agency\'s data lies here, so that neither the host nor Event Grid needs rights over any.'

import { host } from 'names.bicep'

param name string
param location string
param publicNetworkAccess string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [for container in [ host.packages, host.deadLetters ]: {
  parent: blobs
  name: container
  properties: {
    publicAccess: 'None'
  }
}]

output name string = account.name
output packagesUri string = '${account.properties.primaryEndpoints.blob}${host.packages}'
