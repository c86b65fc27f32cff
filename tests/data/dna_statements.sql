-- Statements of the type "DNA Statement": id, organization, concept, agreement.
SELECT statement.ID, organization.Value, concept.Value, agreement.Value
FROM STATEMENTS statement
JOIN VARIABLES v1 ON v1.StatementTypeId = statement.StatementTypeId AND v1.Variable = 'organization'
JOIN DATASHORTTEXT d1 ON d1.StatementId = statement.ID AND d1.VariableId = v1.ID
JOIN ENTITIES organization ON organization.ID = d1.Entity
JOIN VARIABLES v2 ON v2.StatementTypeId = statement.StatementTypeId AND v2.Variable = 'concept'
JOIN DATASHORTTEXT d2 ON d2.StatementId = statement.ID AND d2.VariableId = v2.ID
JOIN ENTITIES concept ON concept.ID = d2.Entity
JOIN VARIABLES v3 ON v3.StatementTypeId = statement.StatementTypeId AND v3.Variable = 'agreement'
JOIN DATABOOLEAN agreement ON agreement.StatementId = statement.ID AND agreement.VariableId = v3.ID
ORDER BY statement.ID
