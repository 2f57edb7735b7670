#!/bin/bash
# The encoder runs Windows and takes a quarter of an hour to be of use.
export EC2_HOME=/opt/ec2/tools
export EC2_URL=https://ec2.us-east-1.amazonaws.com
image="ami-0123456789abcdef1"
var="$HOME/var"

echo "Starting the encoder"
$EC2_HOME/bin/ec2-run-instances ${image} -t c7i.xlarge -k keypair --group sg-0123456789abcdef1 \
  --monitoring > ${var}/encoder.ec2
if [ $? != 0 ]; then
  echo "cannot start ${image}"
  exit 1
fi
iid=`cat ${var}/encoder.ec2 | grep INSTANCE | cut -f2`
echo ${iid} > ${var}/encoder.iid
sleep 30
