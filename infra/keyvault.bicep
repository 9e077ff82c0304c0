metadata description = 'Holds the pseudonym key. Whoever has it can link children across files, so it is deleted by nobody and read by the app alone.'

param name string
param location string
param publicNetworkAccess string
param pseudonymKeyVersion int

@secure()
param pseudonymKey string

@secure()
param alertSigningKey string

// The version is part of the name: a new key and its number reach the app in one step, never one before the other.
var secret = 'pseudonym-key-${pseudonymKeyVersion}'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
  }
}

resource key 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(pseudonymKey)) {
  parent: vault
  name: secret
  properties: {
    value: pseudonymKey
    contentType: '32 bytes or more, base64'
  }
}

resource signingKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(alertSigningKey)) {
  parent: vault
  name: 'alert-signing-key'
  properties: {
    value: alertSigningKey
    contentType: '32 bytes or more, base64'
  }
}

output name string = vault.name
output alertSigningKeyUri string = '${vault.properties.vaultUri}secrets/alert-signing-key'
output pseudonymKeyUri string = '${vault.properties.vaultUri}secrets/${secret}'
