using './main.bicep'

param name = 'northshire'
param councils = [
  '999'
]

// The first deployment: PSEUDONYM_KEY=$(openssl rand -base64 32). Later ones leave it unset; the vault keeps it.
param pseudonymKeyVersion = 1
param pseudonymKey = readEnvironmentVariable('PSEUDONYM_KEY', '')

// Object ids of Entra groups and of each sender's identity.
param analysts = readEnvironmentVariable('ANALYSTS_GROUP', '')
param operators = readEnvironmentVariable('OPERATORS_GROUP', '')
param dutyManagers = readEnvironmentVariable('DUTY_MANAGERS_GROUP', '')
param partners = empty(readEnvironmentVariable('POLICE_SENDER', '')) ? [] : [
  {
    agency: 'police'
    sender: 'northshire-police'
    principalId: readEnvironmentVariable('POLICE_SENDER', '')
  }
]
