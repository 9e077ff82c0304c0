metadata description = 'Off unless a webhook is named. Posts the alerts of one subscription to it, as they are: a CloudEvent each, signed by the app. Or as a card that a Teams workflow posts to a channel.'

import { topic } from 'names.bicep'

param name string
param location string
param serviceBusName string

@description('The subscription whose alerts are posted. Nobody else reads it: a message goes to one reader.')
param subscription string

@description('card: an Adaptive Card, for the Teams workflow "Post to a channel when a webhook request is received". event: the CloudEvent.')
@allowed([
  'card'
  'event'
])
param form string

@secure()
param address string

var busReceiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0' // Azure Service Bus Data Receiver
var api = subscriptionResourceId('Microsoft.Web/locations/managedApis', location, 'servicebus')
var messages = '/@{encodeURIComponent(encodeURIComponent(\'${topic}\'))}/subscriptions/@{encodeURIComponent(\'${subscription}\')}/messages'
var alert = 'json(base64ToString(triggerBody()?[\'ContentData\']))'
var host = {
  connection: {
    name: '@parameters(\'$connections\')[\'servicebus\'][\'connectionId\']'
  }
}
var card = {
  type: 'message'
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive'
      content: {
        '$schema': 'http://adaptivecards.io/schemas/adaptive-card.json'
        type: 'AdaptiveCard'
        version: '1.4'
        body: [
          {
            type: 'TextBlock'
            wrap: true
            text: '@{${alert}?[\'data\']?[\'text\']}'
          }
        ]
      }
    }
  ]
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName

  resource alerts 'topics' existing = {
    name: topic

    resource reader 'subscriptions' existing = {
      name: subscription
    }
  }
}

resource connection 'Microsoft.Web/connections@2016-06-01' = {
  name: '${name}-alerts'
  location: location
  properties: {
    displayName: 'alerts'
    api: {
      id: api
    }
    #disable-next-line BCP089 // the type does not know it; the portal writes the same
    parameterValueSet: {
      name: 'managedIdentityAuth'
      values: {
        namespaceEndpoint: {
          value: 'sb://${serviceBusName}.servicebus.windows.net/'
        }
      }
    }
  }
}

resource poster 'Microsoft.Logic/workflows@2019-05-01' = {
  name: '${name}-webhook'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    definition: {
      '$schema': 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#'
      contentVersion: '1.0.0.0'
      parameters: {
        '$connections': {
          type: 'Object'
          defaultValue: {}
        }
        address: {
          type: 'SecureString'
        }
      }
      triggers: {
        alert: {
          type: 'ApiConnection'
          recurrence: {
            frequency: 'Second'
            interval: 30
          }
          inputs: {
            host: host
            method: 'get'
            path: '${messages}/head/peek'
            queries: {
              subscriptionType: 'Main'
              sessionId: 'None'
            }
          }
        }
      }
      actions: {
        post: {
          type: 'Http'
          runAfter: {}
          inputs: {
            method: 'POST'
            uri: '@parameters(\'address\')'
            headers: {
              'Content-Type': form == 'card' ? 'application/json' : 'application/cloudevents+json'
              'X-Front-Door-Signature': '@coalesce(triggerBody()?[\'Properties\']?[\'signature\'], \'\')'
            }
            body: form == 'card' ? card : '@base64ToString(triggerBody()?[\'ContentData\'])'
            retryPolicy: {
              type: 'exponential'
              count: 4
              interval: 'PT10S'
            }
          }
          runtimeConfiguration: {
            secureData: {
              properties: [
                'inputs'
              ]
            }
          }
        }
        complete: {
          type: 'ApiConnection'
          runAfter: {
            post: [
              'Succeeded' // otherwise its lock ends, and it comes again
            ]
          }
          inputs: {
            host: host
            method: 'delete'
            path: '${messages}/complete'
            queries: {
              lockToken: '@triggerBody()?[\'LockToken\']'
              subscriptionType: 'Main'
              sessionId: ''
            }
          }
        }
      }
    }
    parameters: {
      '$connections': {
        value: {
          servicebus: {
            id: api
            connectionId: connection.id
            connectionName: connection.name
            connectionProperties: {
              authentication: {
                type: 'ManagedServiceIdentity'
              }
            }
          }
        }
      }
      address: {
        value: address
      }
    }
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace::alerts::reader
  name: guid(namespace.id, subscription, poster.name, busReceiver)
  properties: {
    principalId: poster.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', busReceiver)
  }
}
