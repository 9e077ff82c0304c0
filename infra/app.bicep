metadata description = 'The function app: Flex Consumption on Linux, an isolated worker on .NET 10, every connection by identity.'

import { service } from 'names.bicep'

param name string
param location string
param identityId string
param identityClientId string
param hostStorageName string

@description('The container the app\'s package is deployed to.')
param packagesUri string

param blobServiceUri string
param queueServiceUri string

@description('Name of the Service Bus host, without https.')
param serviceBusHost string

@description('Of the secret, without a version: its name has one.')
param pseudonymKeyUri string
param alertSigningKeyUri string
param pseudonymKeyVersion int

param insightsConnectionString string
param councils array
param rejectTestNumbers bool

@description('With name, email and telephone.')
param contact object

param contractsFolder string
param shippedContracts bool
param requireMalwareScan bool
param subnetId string

@description('How people sign in: clientId of the app registration, identityId and identityClientId of the identity it trusts. Null: nobody does.')
param signIn { clientId: string, identityId: string, identityClientId: string }?

// Six files at once (host.json: batchSize and newBatchThreshold) at up to 512 MB each; the plan's 2048 would not hold them.
var instanceMemoryMB = 4096

@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

// The name tells App Service to sign with an identity in place of a secret.
var assertion = 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  tags: {
    'azd-service-name': service
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: union({
      '${identityId}': {}
    }, signIn == null ? {} : {
      '${signIn!.identityId}': {}
    })
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated' // the plan takes the runtime from here and refuses it as a setting
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union({
    AzureWebJobsStorage__accountName: hostStorageName
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'

    DataStorage__blobServiceUri: blobServiceUri
    DataStorage__queueServiceUri: queueServiceUri
    DataStorage__credential: 'managedidentity'
    DataStorage__clientId: identityClientId

    ServiceBus__fullyQualifiedNamespace: serviceBusHost
    ServiceBus__credential: 'managedidentity'
    ServiceBus__clientId: identityClientId

    PseudonymKey: '@Microsoft.KeyVault(SecretUri=${pseudonymKeyUri})'
    PseudonymKeyVersion: string(pseudonymKeyVersion)
    AlertSigningKey: empty(alertSigningKeyUri) ? '' : '@Microsoft.KeyVault(SecretUri=${alertSigningKeyUri})'
    Councils: join(councils, ',')
    RejectTestNumbers: string(rejectTestNumbers)
    Contact__Name: contact.name
    Contact__Email: contact.email
    Contact__Telephone: contact.telephone
    AllowGivenReceipt: 'false'
    ContractsFolder: contractsFolder
    ShippedContracts: string(shippedContracts)
    RequireMalwareScan: string(requireMalwareScan)
  }, signIn == null ? {} : {
    '${assertion}': signIn!.identityClientId
  })
}

// People sign in before a request reaches the app, which then reads who they are from a header. No secret: the registration trusts an identity.
resource authentication 'Microsoft.Web/sites/config@2024-04-01' = if (signIn != null) {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'RedirectToLoginPage'
      redirectToProvider: 'azureActiveDirectory'
      excludedPaths: [ '/api/health', '/api/alerts/*' ] // programs call them; the second with a function key
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: signIn.?clientId
          clientSecretSettingName: assertion
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          defaultAuthorizationPolicy: {
            allowedApplications: [ signIn!.clientId ]
          }
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false // the app needs no token of a person
      }
    }
  }
  dependsOn: [
    settings
  ]
}

// Packages are deployed by identity; the passwords for it are switched off. One after the other: the site takes one change at once.
resource noPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
  dependsOn: [
    authentication
  ]
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
  dependsOn: [
    noPassword
  ]
}

output name string = app.name
