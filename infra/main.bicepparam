// Every value that differs from one deployment to another is read from the environment, where azd keeps its own: azd env set COUNCILS 998,999
using './main.bicep'

param name = readEnvironmentVariable('AZURE_ENV_NAME', 'northshire')
param location = readEnvironmentVariable('AZURE_LOCATION', 'uksouth')

// The codes of the councils served, separated by commas.
param councils = empty(readEnvironmentVariable('COUNCILS', '')) ? [] : split(readEnvironmentVariable('COUNCILS', ''), ',')
param rejectTestNumbers = bool(readEnvironmentVariable('REJECT_TEST_NUMBERS', 'false')) // true for production

// Those who run the app, separated by commas.
param operatorEmails = empty(readEnvironmentVariable('OPERATOR_EMAILS', ''))
  ? []
  : split(readEnvironmentVariable('OPERATOR_EMAILS', ''), ',')

// Whom partners ask about a receipt.
param contact = {
  name: readEnvironmentVariable('CONTACT_NAME', '')
  email: readEnvironmentVariable('CONTACT_EMAIL', '')
  telephone: readEnvironmentVariable('CONTACT_TELEPHONE', '')
}

// The first deployment, and each new version: PSEUDONYM_KEY=$(openssl rand -base64 32). Every other leaves it unset; the vault keeps it.
param pseudonymKeyVersion = int(readEnvironmentVariable('PSEUDONYM_KEY_VERSION', '1'))
param pseudonymKey = readEnvironmentVariable('PSEUDONYM_KEY', '')

// Object ids of Entra groups.
param analysts = readEnvironmentVariable('ANALYSTS_GROUP', '')
param operators = readEnvironmentVariable('OPERATORS_GROUP', '')
param dutyManagers = readEnvironmentVariable('DUTY_MANAGERS_GROUP', '')

// Each sender's identity: [{"agency":"police","sender":"northshire-police","principalId":"<object id>"}]
param partners = json(readEnvironmentVariable('PARTNERS', '[]'))

// The app registration by which people sign in to the pages.
param signInClientId = readEnvironmentVariable('SIGN_IN_CLIENT_ID', '')

// Files wait until Defender for Storage found no malware in them.
param malwareScan = bool(readEnvironmentVariable('MALWARE_SCAN', 'false'))
