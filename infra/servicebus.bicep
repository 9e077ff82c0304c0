metadata description = 'Where alerts go. The same alert sent twice is delivered once: its MessageId is its notice id, and the broker remembers ids for a week.'

import { subscriptions, topic } from 'names.bicep'

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

resource readers 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [for subscription in subscriptions: {
  parent: alerts
  name: subscription.name
  properties: {
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: subscription.kept
  }
}]

resource filters 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = [for (subscription, i) in subscriptions: {
  parent: readers[i]
  name: '$Default' // takes the place of the rule that lets everything through
  properties: {
    filterType: 'SqlFilter'
    sqlFilter: {
      sqlExpression: subscription.filter
    }
  }
}]

output name string = namespace.name
output host string = '${namespace.name}.servicebus.windows.net'
