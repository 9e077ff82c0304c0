metadata description = 'Where alerts go. The same alert sent twice is delivered once: its MessageId is its notice id, and the broker remembers ids for a week.'

import { topic } from 'names.bicep'

param name string
param location string

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  sku: {
    name: 'Standard' // Basic has no topics; private endpoints would need Premium
    tier: 'Standard'
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

resource alerts 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: namespace
  name: topic
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'P7D' // the longest there is; can be set only when the topic is made
    defaultMessageTimeToLive: 'P14D'
  }
}

// Alerts about children's notifications and about feeds; not those about the pipeline itself.
resource dutyManager 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: alerts
  name: 'duty-manager'
  properties: {
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: true
  }

  resource aboutFeeds 'rules' = {
    name: '$Default' // takes the place of the rule that lets everything through
    properties: {
      filterType: 'SqlFilter'
      sqlFilter: {
        sqlExpression: 'sys.Label IS NULL OR sys.Label <> \'stalled\''
      }
    }
  }
}

resource operators 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: alerts
  name: 'operators'
  properties: {
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: true
  }
}

output name string = namespace.name
output host string = '${namespace.name}.servicebus.windows.net'
